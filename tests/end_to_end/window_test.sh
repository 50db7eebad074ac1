#!/bin/bash
# The real window on a screen in memory: it opens, takes keys and clicks, remembers, and says so where there is no screen.
#   window_test.sh YUANLUO YUANLUO_VIZ
set -uo pipefail
yuanluo=$1
viz=$2
work=$(mktemp -d)
screen_id=""
trap '[[ -n $screen_id ]] && kill "$screen_id"; rm -rf "$work"' EXIT
export LC_ALL=C XDG_CONFIG_HOME=$work/config
unset DISPLAY WAYLAND_DISPLAY

faults=0
law() { # SENTENCE CONDITION...
  if ! "${@:2}"; then
    echo "does not hold: $1" >&2
    [[ -s $work/err ]] && cat "$work/err" >&2
    faults=1
  fi
}

"$yuanluo" run scenarios/toy/two-compounds.json --days 30 --replications 1 --trace --no-report --no-csv --quiet \
  --out "$work/run" >/dev/null 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
trace=$(ls "$work"/run/*.ylr)

"$viz" "$trace" >/dev/null 2>"$work/err"
law "without a screen the exit code is 2" test $? -eq 2
law "without a screen it says so" grep -q "there is no screen" "$work/err"
"$viz" "$work/none.ylr" >/dev/null 2>"$work/err"
law "without a trace the exit code is 2" test $? -eq 2
"$viz" >/dev/null 2>"$work/err"
law "without arguments the exit code is 3" test $? -eq 3

# Xvfb chooses a free number and writes it down.
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/number" 2>/dev/null &
screen_id=$!
for _ in $(seq 200); do [[ -s $work/number ]] && break; sleep 0.1; done
DISPLAY=:$(cat "$work/number")
export DISPLAY

timeout 120 "$viz" "$trace" --lang en --first-frame >"$work/out" 2>"$work/err"
law "it shows a first frame and leaves" test $? -eq 0
law "it says when the first frame was there" grep -q "First frame: [0-9.]* s" "$work/out"

timeout 120 "$viz" "$trace" --lang en >"$work/out" 2>"$work/err" &
viz_id=$!
window=""
for _ in $(seq 200); do
  window=$(xdotool search --name yuanluo 2>/dev/null | tail -n 1)
  [[ -n $window ]] && break
  kill -0 "$viz_id" 2>/dev/null || break
  sleep 0.1
done
law "a window opens" test -n "$window"
if [[ -n $window ]]; then
  xdotool windowmove "$window" 0 0
  xdotool windowfocus "$window" 2>/dev/null
  sleep 2
  # Held for some frames each, for frames are slow without a graphics card.
  press() { xdotool keydown "$1"; sleep 0.4; xdotool keyup "$1"; sleep 0.4; }
  xdotool mousemove 600 300
  sleep 0.3
  press t
  press m
  press l
  press b
  xdotool mousedown 1; sleep 0.4; xdotool mouseup 1; sleep 0.4
  law "it still runs after keys and clicks" kill -0 "$viz_id"
  xdotool keydown ctrl keydown q; sleep 0.4; xdotool keyup q keyup ctrl
fi
wait "$viz_id"
law "Ctrl+Q ends it, and ends it well" test $? -eq 0
settings=$work/config/yuanluo/viewer.json
law "it remembers that T made it dark" grep -q '"dark": true' "$settings"
law "it remembers that L made it Chinese" grep -q '"language": "zh"' "$settings"
law "it remembers that M chose a colouring" grep -q '"measure": "incidents"' "$settings"
law "it remembers the bookmark that B made" grep -rq '"at"' "$work/config/yuanluo/bookmarks"

exit "$faults"
