#!/usr/bin/env bash
# How long a student's program takes to find the host of a class and print the answer, and what a host sends while nobody asks.
# Two machines on one cable, in network namespaces: needs root and iproute2. Nothing leaves them.
#
#   bench/discovery.sh EXECUTABLE [RUNS] [IDLE_SECONDS]
set -euo pipefail

exe=$(realpath "${1:?the published executable}")
runs=${2:-100}
idle=${3:-240}
teacher=chb$$-teacher student=chb$$-student
data=$(mktemp -d)
export XDG_DATA_HOME=$data CHAMADA_LANG=en
unset CHAMADA_LINKS

finish() {
    [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
    wait
    ip netns del "$teacher" 2>/dev/null || true
    ip netns del "$student" 2>/dev/null || true
    rm -rf "$data"
}
trap finish EXIT

ip netns add "$teacher"
ip netns add "$student"
ip link add eth0 netns "$teacher" type veth peer name eth0 netns "$student"
number=0
for host in "$teacher" "$student"; do
    number=$((number + 1))
    ip -n "$host" link set lo up
    ip -n "$host" addr add "10.50.0.$number/24" dev eth0
    ip -n "$host" link set eth0 up
done

# UDP packets that the machine has sent so far, by both families, over loopback too. While nobody asks there are no others than to the groups.
udp_sent() {
    ip netns exec "$teacher" awk '
        FILENAME ~ /snmp$/ && /^Udp:/ { if (!column) { for (i = 2; i <= NF; i++) if ($i == "OutDatagrams") column = i } else sum += $column }
        $1 == "Udp6OutDatagrams" { sum += $2 }
        END { print sum }' /proc/net/snmp /proc/net/snmp6
}

# Milliseconds, one a line → median, 99th in a hundred, slowest.
summary() {
    sort -n | awk '{ v[NR] = $1 } END { printf "median %.1f ms, p99 %.1f ms, max %.1f ms (%d runs)\n", v[int((NR + 1) / 2)], v[int((NR * 99 + 99) / 100)], v[NR], NR }'
}

# In the student's namespace: COMMAND once for each number, timed from the fork to its end.
timed() {
    ip netns exec "$student" bash -c '
        runs=$1; shift
        for ((i = 1; i <= runs; i++)); do
            begin=$EPOCHREALTIME
            "$@" --student "$i" >/dev/null || exit
            end=$EPOCHREALTIME
            echo "$(((${end/./} - ${begin/./}) / 1000)).$(((${end/./} - ${begin/./}) % 1000 / 100))"
        done' timed "$runs" "$@"
}

ip netns exec "$teacher" "$exe" serve --memory --name Bench >"$data/serve.log" 2>&1 &
server=$!
until grep -q 5050 "$data/serve.log"; do sleep 0.05; done
ip netns exec "$teacher" "$exe" teacher --open 3030 >/dev/null
until ip netns exec "$student" "$exe" student --class 3030 --student warm-up >/dev/null 2>&1; do :; done

printf 'student --class, host found on the network:  '
timed "$exe" student --class 3030 | summary
printf 'the same with --server, nothing to find:     '
timed "$exe" student --class 3030 --server 10.50.0.1 | summary
printf '40 at once, each found its host:             '
ip netns exec "$student" bash -c '
    for ((i = 1; i <= 40; i++)); do
        (begin=$EPOCHREALTIME; "$1" student --class 3030 --student "at-once-$i" >/dev/null || exit; end=$EPOCHREALTIME
         echo "$(((${end/./} - ${begin/./}) / 1000)).0") &
    done
    wait' at-once "$exe" | summary

sleep 5 # The announcements are over.
before=$(udp_sent)
sleep "$idle"
printf 'packets of the server in %s s while nobody asks: %s\n' "$idle" "$(($(udp_sent) - before))"
ip netns exec "$student" timeout "$idle" "$exe" peers --watch >/dev/null &
before=$(udp_sent)
wait $! || true
printf 'packets of the server in %s s while one list is open: %s\n' "$idle" "$(($(udp_sent) - before))"
