#!/usr/bin/env bash
# Captures the screens that README.md and README.pt-BR.md show, from the published executable in a real terminal:
#
#     dotnet publish Chamada.Tui --configuration Release --output out && docs/screens/capture.sh out/chamada
#
# Needs tmux. Two runs differ in nothing but times. Runs of empty lines are shown as one. Port 5050 must be free, or PORT name another.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

exe=$(realpath "${1:-out/chamada}")
port=${PORT:-5050}
work=$(mktemp -d)
export LC_ALL=C.UTF-8 TERM=xterm-256color TZ=${TZ:-America/Sao_Paulo}
server=

finish() {
    tmux -S "$work/tmux" kill-server 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

on() { tmux -S "$work/tmux" -f /dev/null "$@"; }

# start NAME ARGUMENT…: the program in a terminal of 80 by 24, with a data folder of its own.
start() {
    local name=$1
    shift
    on new-session -d -s "$name" -x 80 -y 24 "env -u NO_COLOR XDG_DATA_HOME=$work/$name $exe $* --lang $language; exec cat"
}

screen() { on capture-pane -p -t "$1"; }

press() {
    local name=$1
    shift
    on send-keys -t "$name" "$@"
}

write() { on send-keys -t "$1" -l -- "$2"; }

# await NAME TEXT: until the screen shows it.
await() {
    for _ in $(seq 600); do
        screen "$1" | grep -qF -- "$2" && return
        sleep 0.05
    done
    printf 'The screen did not show “%s”:\n' "$2" >&2
    screen "$1" >&2
    exit 1
}

# Each student has a device of his own.
register() { XDG_DATA_HOME="$work/of-$1" "$exe" student --server "127.0.0.1:$port" --class 3030 --student "$1" --lang en >"$work/answer"; }

# keep FILE NAME: the screen that stands between the markers <!-- screen NAME --> and <!-- end --> of a document.
keep() {
    { echo '```'; cat -s; echo '```'; } >"$work/capture"
    grep -q "^<!-- screen $2 -->$" "$1" || { echo "$1 has no place for the screen $2" >&2; exit 1; }
    awk -v start="<!-- screen $2 -->" -v capture="$work/capture" '
        $0 == start { print; while ((getline line < capture) > 0) print line; inside = 1 }
        $0 == "<!-- end -->" { inside = 0 }
        !inside { print }' "$1" >"$work/document"
    cat "$work/document" >"$1"
}

capture() {
    language=$1
    local document=$2 connected=$3 open=$4 marked=$5 registered=$6
    "$exe" serve --bind 127.0.0.1 --port "$port" --memory --lang en >"$work/ready" 2>"$work/log" &
    server=$!
    for _ in $(seq 600); do [ -s "$work/ready" ] && break; kill -0 $server 2>/dev/null || { cat "$work/log" >&2; exit 1; }; sleep 0.05; done

    mkdir -p "$work/teacher-$language/chamada/rosters"
    cat >"$work/teacher-$language/chamada/rosters/3030.csv" <<'LIST'
number,name
042191002,Ana Beatriz Araújo
042191007,Caio Lima
042191010,Daniela Souza
042191015,Érica Nogueira
042191023,João Pedro Alves
042191031,Luísa Prado
LIST
    start "teacher-$language" teacher --server "127.0.0.1:$port" --class 3030 --for 10m
    await "teacher-$language" "$connected"
    await "teacher-$language" "$open"
    for student in 042191010 042191007 042191002; do register "$student"; done
    await "teacher-$language" "042191002 Ana"
    press "teacher-$language" 2 Down Down
    write "teacher-$language" +
    await "teacher-$language" "$marked"
    press "teacher-$language" 3

    start "student-$language" student --server "127.0.0.1:$port"
    await "student-$language" "$connected"
    write "student-$language" 3030
    press "student-$language" Tab
    write "student-$language" 042191015
    press "student-$language" Enter
    await "student-$language" "$registered"
    await "teacher-$language" "042191015 Érica"

    screen "teacher-$language" | keep "$document" teacher
    screen "student-$language" | keep "$document" student
    on kill-server
    kill "$server"
    wait "$server"
    server=
}

capture en README.md 'connected to' 'open since' '042191023 marked present' '042191015: registered'
capture pt-BR README.pt-BR.md 'conectado a' 'aberta às' '042191023: presença marcada' '042191015: presença registrada'
