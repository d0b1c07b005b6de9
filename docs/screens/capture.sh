#!/usr/bin/env bash
# Captures the screens that README.md and README.pt-BR.md show, and those of the teacher's guide in docs/guide.md and docs/guia.md, from the published executable in a real terminal:
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

# The class list of 3030 in a program's folder.
roster() {
    mkdir -p "$work/$1/chamada/rosters"
    cat >"$work/$1/chamada/rosters/3030.csv" <<'LIST'
number,name
042191002,Ana Beatriz Araújo
042191007,Caio Lima
042191010,Daniela Souza
042191015,Érica Nogueira
042191023,João Pedro Alves
042191031,Luísa Prado
LIST
}

# meeting NAME DAY STUDENT…: a roll call that is over, with who was there; the rest of the class list was not.
meeting() {
    local folder="$work/$1/chamada/rolls" day=$2 student present='' absent=''
    shift 2
    mkdir -p "$folder"
    for student in 042191002 042191007 042191010 042191015 042191023 042191031; do
        case " $* " in
            *" $student "*) present+="${present:+,}{\"student\":\"$student\",\"at\":\"${day}T08:02:11.000-03:00\",\"by\":\"student\"}" ;;
            *) absent+="${absent:+,}\"$student\"" ;;
        esac
    done
    printf '{"class":3030,"opened":"%sT08:00:00.000-03:00","closed":"%sT09:40:00.000-03:00","server":"127.0.0.1:5050","lessons":2,%s}\n' \
        "$day" "$day" "\"students\":[$present],\"absent\":[$absent]" >"$folder/${day}_3030_080000.json"
}

serve() {
    "$exe" serve --bind 127.0.0.1 --port "$port" --memory --lang en >"$work/ready" 2>"$work/log" &
    server=$!
    for _ in $(seq 600); do [ -s "$work/ready" ] && break; kill -0 $server 2>/dev/null || { cat "$work/log" >&2; exit 1; }; sleep 0.05; done
}

stop() {
    on kill-server
    kill "$server"
    wait "$server"
    server=
    : >"$work/ready"
}

capture() {
    language=$1
    local document=$2 connected=$3 open=$4 marked=$5 registered=$6
    serve
    roster "teacher-$language"
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
    stop
}

# A term of a class, from the first screen to the export.
guide() {
    language=$1
    local document=$2 class=$3 connected=$4 open=$5 day=$6 name="guide-$1"
    serve
    roster "$name"
    printf '{"name":"%s","lessons":2,"lateAfterMinutes":15}\n' "$class" >"$work/$name/chamada/rosters/3030.json"
    meeting "$name" 2026-08-03 042191002 042191007 042191010 042191015 042191023 042191031
    meeting "$name" 2026-08-10 042191002 042191007 042191015 042191023 042191031
    meeting "$name" 2026-08-17 042191002 042191010 042191015 042191023
    meeting "$name" 2026-08-24 042191002 042191007 042191010 042191015
    start "$name" teacher --server "127.0.0.1:$port"
    await "$name" "$connected"
    await "$name" 3030
    screen "$name" | keep "$document" start
    write "$name" 3030
    press "$name" Enter
    await "$name" "$open"
    for student in 042191010 042191007 042191002; do register "$student"; done
    await "$name" "042191002 Ana"
    press "$name" 3
    await "$name" "042191031"
    screen "$name" | keep "$document" rollcall
    press "$name" F10
    await "$name" "08:00:00"
    press "$name" e
    await "$name" "$day"
    await "$name" "Prado"
    screen "$name" | keep "$document" term
    press "$name" F9
    await "$name" Moodle
    screen "$name" | keep "$document" export
    stop
}

capture en README.md 'connected to' 'open since' '042191023 marked present' '042191015: registered'
capture pt-BR README.pt-BR.md 'conectado a' 'aberta às' '042191023: presença marcada' '042191015: presença registrada'
guide en docs/guide.md 'Computer Networks' 'connected to' 'open since' '08-24'
guide pt-BR docs/guia.md 'Redes de Computadores' 'conectado a' 'aberta às' '24/08'
