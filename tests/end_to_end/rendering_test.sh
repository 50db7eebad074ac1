#!/bin/bash
# `yuanluo render` from outside: pictures, films, storylines, and what it says when it cannot.
#   rendering_test.sh YUANLUO
set -uo pipefail
yuanluo=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
unset DISPLAY WAYLAND_DISPLAY

faults=0
law() { # SENTENCE CONDITION...
  if ! "${@:2}"; then
    echo "does not hold: $1" >&2
    cat "$work/err" >&2
    faults=1
  fi
}
render() { # ARGUMENTS...: sets code; standard error goes to $work/err
  "$yuanluo" render "$@" >"$work/out" 2>"$work/err"
  code=$?
}
says() { grep -q -- "$1" "$work/err"; }
is_png() { [[ $(head -c 8 "$1" | od -An -tx1 | tr -d ' \n') == 89504e470d0a1a0a ]]; }
has_magic() { head -c 16 "$1" | grep -aq "$2"; }

"$yuanluo" run scenarios/toy/two-compounds.json --days 60 --replications 1 --trace --no-report --no-csv --quiet \
  --out "$work/run" >/dev/null 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
trace=$(ls "$work"/run/*.ylr)

render "$trace" --at 3d02:13 --size 400x300 --layer coverage,hatching --out "$work/a.png"
law "a picture is made without a screen" test "$code" -eq 0
law "a picture is a PNG file" is_png "$work/a.png"
render "$trace" --at 3d02:13 --size 400x300 --layer coverage,hatching --out "$work/b.png"
law "the same command makes the same picture" cmp -s "$work/a.png" "$work/b.png"
render "$trace" "$trace" --at 02:13 --size 400x300 --dark --lang zh --out "$work/two.png"
law "two runs are shown side by side" is_png "$work/two.png"

render "$trace" --from 1d02:00 --to 1d02:10 --speed 300 --fps 10 --size 321x201 --out "$work/film.mp4"
law "a film is made by ffmpeg" test "$code" -eq 0
law "a film has its format" has_magic "$work/film.mp4" ftyp
render "$trace" --from 1d02:00 --to 1d02:10 --speed 300 --fps 5 --size 160x100 --out "$work/film.gif"
law "a film may be a GIF" has_magic "$work/film.gif" GIF89a

cat >"$work/story.json" <<'STORY'
{ "stops": [ { "at": "2d10:00", "note": { "zh": "甲", "en": "first" }, "measure": "coverage", "seconds": 0.4 },
             { "at": "9d22:30", "note": "second", "heat": true, "seconds": 0.4, "speed": 600 } ] }
STORY
render "$trace" --storyline "$work/story.json" --size 320x200 --out "$work/story.png"
law "a storyline makes a picture of each stop" is_png "$work/story-01.png"
law "a storyline makes a picture of each stop" is_png "$work/story-02.png"
render "$trace" --storyline "$work/story.json" --size 320x200 --fps 5 --out "$work/story.webm"
law "a storyline makes a film" test "$code" -eq 0 -a -s "$work/story.webm"

render "$trace" --at 25:00 --size huge --layer riks --out "$work/a.jpg"
law "wrong arguments are all told at once" test "$code" -eq 2
law "a wrong moment is told" says '--at: expected a moment'
law "a wrong size is told" says '--size: expected a size'
law "a wrong layer is told" says 'no layer "riks"'
law "a wrong ending is told" says '--out: expected a name'
render "$trace" --out "$work/a.png"
law "a picture needs a moment" says 'a picture needs --at'
render "$trace" --out "$work/a.mp4"
law "a film needs two moments" says 'a film needs --from and --to'
render "$work/none.ylr" --at 02:13 --out "$work/a.png"
law "a trace that is not there is told" test "$code" -eq 2 -a -s "$work/err"
render scenarios/toy/two-compounds.json --at 02:13 --out "$work/a.png"
law "a file that is no trace is told" test "$code" -eq 2 -a -s "$work/err"
render "$trace" --at 02:13 --size 64x64 --out "$work/none/a.png"
law "a place that cannot be written to is told" says 'cannot be written'
render "$trace" --from 1d02:00 --to 50d02:10 --speed 0.1 --out "$work/long.mp4"
law "a film without end is refused" says 'raise --speed'
render "$trace" --at 900d00:00 --size 64x64 --out "$work/late.png"
law "a moment outside of the run is told, and the nearest shown" says 'lies outside'
mkdir "$work/empty"
PATH=$work/empty render "$trace" --from 02:00 --to 02:01 --size 64x64 --out "$work/no.mp4"
law "without ffmpeg a film says what is missing" says 'ffmpeg'
law "without ffmpeg it is not our fault" test "$code" -eq 2

exit "$faults"
