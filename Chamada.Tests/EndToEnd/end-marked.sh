#!/bin/sh
# end-marked.sh NAME=VALUE SECONDS
# Ends every process that has this variable in its environment and prints each, its id and its command line. Those that end by themselves
# within the time are not meant. Whoever calls this takes the variable out of its environment first.
mark=$1
seconds=$2

marked() {
    for environment in /proc/[0-9]*/environ; do
        pid=${environment#/proc/}
        pid=${pid%/environ}
        if { tr '\0' '\n' <"$environment" | grep -qxF -e "$mark"; } 2>/dev/null; then
            printf '%s %s\n' "$pid" "$({ tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null)"
        fi
    done
}

left=$(marked)
while [ -n "$left" ] && [ "$seconds" -gt 0 ]; do
    sleep 1
    seconds=$((seconds - 1))
    left=$(marked)
done

[ -n "$left" ] || exit 0
printf '%s\n' "$left"
printf '%s\n' "$left" | while read -r pid _; do
    kill -9 "$pid" 2>/dev/null
done
