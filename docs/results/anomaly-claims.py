#!/usr/bin/env python3
"""Tables and paired differences of docs/results/anomaly.md from the evaluations that anomaly-runs.sh leaves in FOLDER/json.

usage: anomaly-claims.py FOLDER/json

A difference is the mean over seeds; its 95 % interval comes from 2000 resamples of patients, normal and abnormal ones apart,
the same for both sides and all seeds. A claim holds if the interval lies above 0 and every seed agrees, of at least two; it
does not hold if both lie below. Needs numpy.
"""
import collections
import glob
import json
import os
import re
import sys

import numpy as np

SETS = {'liver US': lambda i: i['organ'] == 'liver' and i['modality'] == 'US', 'lung XR': lambda i: i['modality'] == 'XR'}
runs = collections.defaultdict(dict)
for file in sorted(glob.glob(os.path.join(sys.argv[1], '*.json'))):
    name, seed = re.fullmatch(r'(.*)-s(\d+)\.json', os.path.basename(file)).groups()
    with open(file) as text:
        runs[name][int(seed)] = json.load(text)


def cases(tree, keep):
    by = {}
    for i in filter(keep, tree['items']):
        old = by.get(i['patient'], (-np.inf, False, False))
        by[i['patient']] = (max(old[0], i['score']), old[1] or i['abnormal'], old[2] or i['score'] >= i['threshold'])
    names = sorted(by)
    return names, np.array([by[n][0] for n in names]), np.array([by[n][1] for n in names]), np.array([by[n][2] for n in names])


def auc(score, abnormal):
    normal, other = np.sort(score[~abnormal]), score[abnormal]
    below = np.searchsorted(normal, other, 'left') + np.searchsorted(normal, other, 'right')
    return below.mean() / 2 / len(normal)


def row(name, of):
    """accuracy, F1 and AUC of every seed"""
    found = []
    for tree in runs.get(name, {}).values():
        m = tree['domains'].get(of, {}).get('metrics', {})
        if 'auroc' in m:
            found.append([100 * m[k]['value'] for k in ('accuracy', 'f1', 'auroc')])
    return np.array(found)


def text(values):
    if len(values) == 0:
        return ''
    if len(values) == 1:
        return f'{values[0]:.1f}'
    return f'{values.mean():.1f}±{values.std(ddof=1):.1f}'


def difference(a, b, of):
    """AUC of row a minus row b, over the seeds that both have"""
    seeds = sorted(set(runs.get(a, {})) & set(runs.get(b, {})))
    if not seeds:
        return None
    pairs = []
    for s in seeds:
        first, second = cases(runs[a][s], SETS[of]), cases(runs[b][s], SETS[of])
        if first[0] != second[0] or not len(first[0]):
            return None
        pairs.append((first[1], second[1]))
    abnormal = first[2]
    random = np.random.default_rng(1)
    strata = [np.flatnonzero(abnormal), np.flatnonzero(~abnormal)]
    drawn = []
    for _ in range(2001):
        pick = np.arange(len(abnormal)) if not drawn else np.concatenate([random.choice(s, len(s)) for s in strata])
        drawn.append(np.mean([auc(x[pick], abnormal[pick]) - auc(y[pick], abnormal[pick]) for x, y in pairs]))
    low, high = np.percentile(drawn[1:], [2.5, 97.5])
    single = [auc(x, abnormal) - auc(y, abnormal) for x, y in pairs]
    return 100 * drawn[0], 100 * low, 100 * high, [round(100 * d, 1) for d in single]


def verdict(a, b, of):
    found = difference(a, b, of)
    if found is None:
        return 'not done'
    d, low, high, seeds = found
    same = len(seeds) > 1 and (all(s > 0 for s in seeds) or all(s < 0 for s in seeds))
    word = 'held' if low > 0 and same else 'did not hold (worse)' if high < 0 and same else 'cannot tell'
    return f'{d:+.1f} [{low:+.1f}, {high:+.1f}]; seeds {", ".join(f"{s:+.1f}" for s in seeds)} | {word}'


PAPER = {'dpa single': ('56.2 / 55.9 / 61.3', '64.1 / 64.0 / 72.2'), 'dpa maddr': ('64.9 / 64.9 / 72.4', '66.9 / 66.3 / 75.0'),
         'memae single': ('51.4 / 50.6 / 56.0', '67.2 / 66.4 / 73.6'), 'memae maddr': ('51.6 / 51.2 / 57.7', '67.9 / 67.4 / 76.3'),
         'fanogan single': ('59.3 / 58.8 / 55.9', '54.3 / 52.8 / 57.5'),
         'fanogan maddr': ('59.9 / 59.6 / 61.8', '57.8 / 56.2 / 66.2'),
         'ganomaly single': ('64.8 / 63.9 / 72.5', '57.7 / 56.3 / 65.0'),
         'ganomaly maddr': ('75.6 / 76.0 / 79.2', '64.7 / 63.1 / 68.5')}
PAPER2 = {1: ('58.1', '71.9'), 2: ('61.3', '72.2'), 3: ('59.8', '69.1'), 4: ('61.8', ''), 5: ('61.8', ''), 6: ('62.5', ''),
          7: ('', '73.0'), 8: ('', '73.5'), 9: ('', '74.3'), 10: ('69.1', '73.0'), 11: ('70.4', '73.2'), 12: ('72.4', '75.0')}
print('| Detector | liver US | paper, liver CT | lung XR | paper, lung XR | seeds |\n|---|---|---|---|---|---|')
for m in ('dpa', 'memae', 'fanogan', 'ganomaly'):
    for kind in ('single', 'maddr'):
        cells = []
        for of, short in (('liver US', 'us'), ('lung XR', 'xr')):
            found = row(f'{m}-{kind}' + (f'-{short}' if kind == 'single' else ''), of)
            cells.append(' / '.join(text(found[:, k]) for k in range(3)) if len(found) else '')
        paper = PAPER[f'{m} {kind}']
        print(f'| {m} {kind} | {cells[0]} | {paper[0]} | {cells[1]} | {paper[1]} | {len(found)} |')
print('\n| # | liver US | paper, liver CT | lung XR | paper, lung XR | seeds |\n|---|---|---|---|---|---|')
names = {1: 'row01', 2: 'dpa-single', 12: 'dpa-maddr'}
for n in range(1, 13):
    name = names.get(n, f'row{n:02d}')
    cells, count = [], 0
    for of, short in (('liver US', 'us'), ('lung XR', 'xr')):
        found = row(name + (f'-{short}' if n < 3 else ''), of)
        cells.append(text(found[:, 2]) if len(found) else '')
        count = max(count, len(found))
    print(f'| {n} | {cells[0]} | {PAPER2[n][0]} | {cells[1]} | {PAPER2[n][1]} | {count} |')
print('\n| Claim | Set | Difference of AUC | Verdict |\n|---|---|---|---|')
for m in ('dpa', 'memae', 'fanogan', 'ganomaly'):
    for of, short in (('liver US', 'us'), ('lung XR', 'xr')):
        print(f'| {m}: MADDR beats the detector alone | {of} | {verdict(f"{m}-maddr", f"{m}-single-{short}", of)} |')
both = (('liver US', 'us'), ('lung XR', 'xr'))
for of, short in both:
    print(f'| a latent of 128 beats 16 (2 against 1) | {of} | {verdict(f"dpa-single-{short}", f"row01-{short}", of)} |')
for of, short in both:
    print(f'| mixing all sets without constraints loses (3 against 2) | {of} | {verdict(f"dpa-single-{short}", "row03", of)} |')
for of, short in both:
    print(f'| MADDR gains over mixing without constraints (12 against 3) | {of} | {verdict("dpa-maddr", "row03", of)} |')
for of, short in both:
    print(f'| organ and modality constraints gain over mixing (10 against 3) | {of} | {verdict("row10", "row03", of)} |')
    print(f'| the centre constraint gains (11 against 10) | {of} | {verdict("row11", "row10", of)} |')
    print(f'| dimensions of their own gain (12 against 11) | {of} | {verdict("dpa-maddr", "row11", of)} |')
print(f'| centre, two organs (5 against 4) | liver US | {verdict("row05", "row04", "liver US")} |')
print(f'| own dimensions, two organs (6 against 5) | liver US | {verdict("row06", "row05", "liver US")} |')
print(f'| centre, two modalities (8 against 7) | lung XR | {verdict("row08", "row07", "lung XR")} |')
print(f'| own dimensions, two modalities (9 against 8) | lung XR | {verdict("row09", "row08", "lung XR")} |')
print('\n| Run | pixel AUROC | AP | pointing | per-region overlap |\n|---|---|---|---|---|')
for name in sorted(runs):
    found = []
    for tree in runs[name].values():
        m = tree['domains'].get('liver US', {}).get('metrics', {})
        if 'pixelAuroc' in m:
            found.append([100 * m[k]['value'] for k in ('pixelAuroc', 'pixelAp', 'pointingGame', 'regionOverlap')])
    if found:
        found = np.array(found)
        print(f'| {name} | ' + ' | '.join(text(found[:, k]) for k in range(4)) + ' |')
print('\n| Run | lung XR by site: pneumoniamnist | nih | false alarms lung CT |\n|---|---|---|---|')
for name in sorted(runs):
    if name.endswith('-us'):
        continue
    cells = []
    for path in (('sites', 'pneumoniamnist', 'auroc'), ('sites', 'nih', 'auroc'), ('domains', 'lung CT', 'falseAlarms')):
        values = [100 * t[path[0]][path[1]]['metrics'][path[2]]['value'] for t in runs[name].values()
                  if path[2] in t.get(path[0], {}).get(path[1], {}).get('metrics', {})]
        cells.append(text(np.array(values)))
    print(f'| {name} | ' + ' | '.join(cells) + ' |')
