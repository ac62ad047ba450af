#!/usr/bin/env bash
# setup.sh FOLDER: puts the peers into FOLDER, each at the version the adapters were written against. What cannot be
# had is named in FOLDER/missing.tsv with the reason; the rest runs without it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:?usage: setup.sh FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
: >"$folder/missing.tsv"

missing() { printf '%s\t%s\n' "$1" "$2" >>"$folder/missing.tsv"; }

if [ ! -x "$folder/bin/python" ]; then python3 -m venv "$folder"; fi
# One by one: what is there already costs a second, and one that cannot be had does not keep the others away.
while read -r requirement; do
  name=${requirement%%==*}
  case "$requirement" in ''|'#'*) continue ;; esac
  version=$("$folder/bin/python" -c "import importlib.metadata as m; print(m.version('$name'))" 2>/dev/null || true)
  [ "$version" = "${requirement##*==}" ] && continue
  "$folder/bin/pip" install --quiet "$requirement" 2>"$folder/pip.log" ||
    missing "$name" "$(tail -n 1 "$folder/pip.log")"
done <"$here/requirements.pip"

# fastdedup is in no registry: built from its source, at the commit the adapter was written against. FASTDEDUP_SOURCE
# names a clone where GitHub cannot be reached.
commit=d2c4614
if [ ! -x "$folder/bin/fastdedup" ]; then
  if ! command -v cargo >/dev/null; then
    missing fastdedup 'no cargo to build it with'
  elif [ ! -d "$folder/fastdedup" ] &&
    ! git clone --quiet "${FASTDEDUP_SOURCE:-https://github.com/wapplewhite4/fastdedup}" "$folder/fastdedup" 2>"$folder/git.log"; then
    missing fastdedup "$(tail -n 1 "$folder/git.log")"
  elif git -C "$folder/fastdedup" checkout --quiet "$commit" 2>"$folder/git.log" &&
    cargo build --quiet --release --manifest-path "$folder/fastdedup/Cargo.toml" 2>"$folder/cargo.log"; then
    cp "$folder/fastdedup/target/release/fastdedup" "$folder/bin/fastdedup"
  else
    missing fastdedup "$(cat "$folder/git.log" "$folder/cargo.log" 2>/dev/null | tail -n 1)"
  fi
fi
cut -f1 "$folder/missing.tsv" | sed 's/$/: not installed; see missing.tsv/' >&2
