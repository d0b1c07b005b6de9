#!/usr/bin/env bash
# Chamada's PRESENT beside Redis' SADD, measured in turns on this machine by redis-benchmark with 50 connections.
#
#   bench/beside-redis.sh [EXECUTABLE] [durable|memory] [ROUNDS]
#
# durable: each answer is on disk before it is given (Redis: appendfsync always). Prints, for each depth of the pipeline, the median of
# the rounds and of their ratios. Needs redis-server and redis-tools; uses two free ports of 127.0.0.1 and a folder under TMPDIR or /var/tmp.
set -euo pipefail

chamada=${1:-out/chamada}
mode=${2:-durable}
rounds=${3:-7}
clients=50

folder=$(mktemp -d "${TMPDIR:-/var/tmp}/beside-redis.XXXXXX")
case $mode in
  durable) ours=(--data "$folder/chamada"); theirs=(--appendonly yes --appendfsync always) ;;
  memory) ours=(--memory); theirs=(--appendonly no) ;;
  *) echo "durable or memory, not '$mode'" >&2; exit 2 ;;
esac

free_port() { comm -23 <(seq 20000 29999 | sort) <(ss -Htan | awk '{ n = split($4, a, ":"); print a[n] }' | sort -u) | shuf -n 1; }
redis_port=$(free_port)
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --dir "$folder" "${theirs[@]}" > "$folder/redis.log" &
redis=$!
mkfifo "$folder/ready"
"$chamada" serve --bind 127.0.0.1 --port 0 --no-announce --lang en "${ours[@]}" > "$folder/ready" 2> "$folder/chamada.log" &
server=$!
trap 'kill "$server" "$redis" 2> /dev/null; wait; rm -rf "$folder"' EXIT
read -r ready < "$folder/ready"
port=${ready##*:}
until redis-cli -p "$redis_port" PING > /dev/null 2>&1; do :; done
redis-cli -p "$port" OPEN 3030 > /dev/null

rate() { # port, requests, pipeline, command…: requests a second
  redis-benchmark -p "$1" -c "$clients" -n "$2" -P "$3" -r 1000000000 --csv "${@:4}" | awk -F'","' 'END { print $2 }'
}

median() { sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2 }'; }

printf '| pipeline | PRESENT, Chamada | SADD, Redis | ratio, median | lowest to highest |\n|---|---|---|---|---|\n'
for pipeline in 1 16 64; do
  requests=$((pipeline == 1 ? 20000 : 200000))
  : > "$folder/rates"
  for ((round = 0; round < rounds; round++)); do
    theirs_rate=$(rate "$redis_port" "$requests" "$pipeline" SADD 3030 __rand_int__)
    ours_rate=$(rate "$port" "$requests" "$pipeline" PRESENT 3030 __rand_int__)
    awk -v a="$ours_rate" -v b="$theirs_rate" 'BEGIN { print a, b, a / b }' >> "$folder/rates"
  done
  printf '| %d | %.0f | %.0f | %.2f | %.2f to %.2f |\n' "$pipeline" \
    "$(cut -d' ' -f1 "$folder/rates" | median)" "$(cut -d' ' -f2 "$folder/rates" | median)" "$(cut -d' ' -f3 "$folder/rates" | median)" \
    "$(cut -d' ' -f3 "$folder/rates" | sort -n | head -1)" "$(cut -d' ' -f3 "$folder/rates" | sort -n | tail -1)"
done
