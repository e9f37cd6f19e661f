#!/usr/bin/env python3
"""Composes the manifest of docs/results/anomaly.md from the sets' own manifests.

usage: anomaly-data.py FOLDER_OF_THE_SETS OUT.jsonl

Fixed split by patient: patients in the order of sha256('split-1|' + patient), then so many to each part of each set and class
(of AUL also by whether the image has one of the two sizes that both classes have). Only normal pictures train. Needs Pillow.
"""
import glob
import hashlib
import json
import os
import sys

from PIL import Image

ROOT, OUT = os.path.abspath(sys.argv[1]), sys.argv[2]
SITE = {'liver-us-aul': 'aul', 'pneumoniamnist': 'pneumoniamnist', 'chest-xray-nih': 'nih', 'lung-ct-luna': 'luna'}
TOTALSEG = 'abdomen-ct-totalsegmentator'
# near-duplicates are one patient
SAME = {'aul-Benign-18': 'aul-Benign-7', 'aul-Benign-150': 'aul-Benign-108', 'aul-Benign-29': 'aul-Benign-3',
        'aul-Normal-61': 'aul-Normal-6'}
out = []


def load(name):
    with open(f'{ROOT}/{name}/manifest.jsonl') as lines:
        return [json.loads(line) for line in lines][1:]


def order(patient):
    return hashlib.sha256(('split-1|' + patient).encode()).hexdigest()


def deal(patients, *shares):
    """patients in their order, shares (part, count), the last one without a count takes the rest"""
    parts, at = {}, 0
    for part, count in shares:
        end = len(patients) if count is None else at + count
        parts.update((p, part) for p in patients[at:end])
        at = end
    return parts


def put(name, entry, part):
    line = {'sample_id': f"{SITE[name]}/{entry['sample_id']}", 'patient_id': entry['patient_id']}
    if 'series_uid' in entry:
        line['series_uid'] = entry['series_uid']
    line['path'] = f"{name}/{entry['path']}"
    line.update((k, entry[k]) for k in ('modality', 'organ', 'abnormal'))
    line['label'] = int(entry['abnormal'])
    line.update((k, f'{name}/{entry[k]}') for k in ('mask_path', 'region_path') if entry.get(k))
    line.update(split=part, site=SITE[name], sha256=entry['sha256'])
    out.append(line)


def aul():
    entries = load('liver-us-aul')
    first = {}
    for e in entries:
        e['patient_id'] = SAME.get(e['patient_id'], e['patient_id'])
        e['matched'] = Image.open(f"{ROOT}/liver-us-aul/{e['path']}").size in ((720, 576), (768, 576))
        first.setdefault(e['patient_id'], e)
    part = {}
    for matched in (True, False):
        for label in (0, 1, 2):
            mine = sorted((p for p, e in first.items() if e['label'] == label and e['matched'] == matched), key=order)
            n = len(mine)
            if label == 0:
                train = round(.6 * n)
                part.update(deal(mine, ('train', train), ('val', round(.8 * n) - train), ('test', None)))
            else:
                part.update(deal(mine, ('val', round(.4 * n)), ('test', None)))
    for e in entries:
        put('liver-us-aul', e, part[e['patient_id']])


def pneumonia():
    """the official validation part is our test; ours for validation comes from the official training part"""
    entries = load('pneumoniamnist')
    test = [e for e in entries if e['split'] == 'val']
    seen = {e['sha256'] for e in test}
    normal, abnormal = [], []
    for e in sorted((e for e in entries if e['split'] == 'train'), key=lambda e: order(e['patient_id'])):
        if e['sha256'] not in seen:
            seen.add(e['sha256'])
            (abnormal if e['abnormal'] else normal).append(e)
    for at, e in enumerate(normal):
        put('pneumoniamnist', e, 'val' if at < 200 else 'train')
    for e in abnormal[:200]:
        put('pneumoniamnist', e, 'val')
    for e in test:
        put('pneumoniamnist', e, 'test')


def patients(entries):
    return sorted({e['patient_id'] for e in entries}, key=order)


def chest_and_lung():
    nih = load('chest-xray-nih')
    for abnormal, shares in ((0, [('train', 12), ('val', 8), ('test', None)]), (1, [('val', 8), ('test', None)])):
        mine = [e for e in nih if e['abnormal'] == abnormal]
        part = deal(patients(mine), *shares)
        for e in mine:
            put('chest-xray-nih', e, part[e['patient_id']])
    luna = load('lung-ct-luna')
    part = deal(patients(luna), ('train', 27), ('val', 9), ('test', None))
    for e in luna:
        put('lung-ct-luna', e, part[e['patient_id']])


def abdomen():
    """two patients in all: one trains, one validates"""
    common = {'modality': 'CT', 'organ': 'liver', 'abnormal': 0, 'label': 0}
    for k in range(8, 30):
        out.append({'sample_id': f'totalseg/A-{k:02d}', 'patient_id': 'totalseg-A', 'instance': k,
                    'path': f'{TOTALSEG}/example_ct_sm.nii.gz', 'frame': k, **common,
                    'region_path': f'{TOTALSEG}/example_seg_fast/liver.nii.gz', 'pixel_spacing': [3, 3],
                    'slice_thickness': 3, 'split': 'train', 'site': 'totalseg'})
    for k, file in enumerate(sorted(glob.glob(f'{ROOT}/{TOTALSEG}/example_ct_dicom/CT*'))):
        out.append({'sample_id': f'totalseg/B-{k:02d}', 'patient_id': 'totalseg-B', 'instance': k,
                    'path': f'{TOTALSEG}/example_ct_dicom/{os.path.basename(file)}', **common,
                    'pixel_spacing': [0.9765625, 0.9765625], 'split': 'val', 'site': 'totalseg'})


aul()
pneumonia()
chest_and_lung()
abdomen()
header = {'task': 'anomaly', 'classes': ['normal', 'abnormal'], 'root': ROOT,
          'source': 'AUL, PneumoniaMNIST, NIH ChestX-ray14 subset, LUNA16 slices, TotalSegmentator test data',
          'note': 'only normal pictures train; of PneumoniaMNIST each image stands for a patient'}
with open(OUT, 'w') as file:
    for line in [{'header': header}] + out:
        file.write(json.dumps(line) + '\n')
