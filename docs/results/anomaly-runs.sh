#!/bin/bash
# Trains and judges every row three times; a row that is done is not done again, one that was begun goes on.
# usage: queue.sh MANIFEST FOLDER   (RADILOOM: the command)
D=$1; O=$2; R=${RADILOOM:-radiloom}
mkdir -p $O/runs $O/json $O/lock
job() { # name preset seed [set...]
  local name=$1-s$3 preset=$2 seed=$3; shift 3
  [ -s $O/json/$name.json ] && return
  mkdir $O/lock/$name 2>/dev/null || return
  local sets=(); for s in "$@"; do sets+=(--set "$s"); done
  if [ -d $O/runs/$name/checkpoints/last ]; then
    $R train --data $D --out $O/runs/$name --resume > $O/runs/$name.log 2>&1
  else
    $R train --preset $preset --profile compact --set run.seed=$seed "${sets[@]}" --data $D --out $O/runs/$name > $O/runs/$name.log 2>&1
  fi
  $R evaluate --model $O/runs/$name --data $D --json $O/json/$name.tmp > $O/runs/$name.eval.log 2>&1 && mv $O/json/$name.tmp $O/json/$name.json
  rmdir $O/lock/$name
}
US='data.mix=["liver/US"]'; XR='data.mix=["lung/XR"]'
for seed in 1 2 3; do
  for m in dpa memae ganomaly fanogan; do
    job $m-maddr maddr/$m-maddr $seed
    job $m-single-us maddr/$m-single $seed "$US"
    job $m-single-xr maddr/$m-single $seed "$XR"
  done
  job row01-us maddr/1 $seed "$US"
  job row01-xr maddr/1 $seed "$XR"
  for n in 3 4 5 6 7 8 9 10 11; do job row$(printf %02d $n) maddr/$n $seed; done
done
