#!/bin/sh
# Renders radiloom.svg to the sizes that desktops ask for. Needs rsvg-convert (Debian: librsvg2-bin).
set -eu
cd "$(dirname "$0")"
for size in 16 32 48 64 128 256 512; do
    rsvg-convert -w "$size" -h "$size" radiloom.svg -o "radiloom-$size.png"
done
