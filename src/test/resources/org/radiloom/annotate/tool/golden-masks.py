# What golden-masks.txt says: number of voxels and CRC-32 of the mask that each tool should leave on MandiblePhantom, computed with
# numpy, scipy and scikit-image of Debian 12 and none of Radiloom's code. No voxel lies closer than rounding to where it could be either.
# /usr/bin/python3 golden-masks.py > golden-masks.txt
import itertools
import zlib
import numpy as np
from scipy import ndimage as nd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from skimage.measure import grid_points_in_poly, label as parts
NX, NY, NZ = 48, 40, 20
MM = np.array([.8, 1.1, 2.])                  # along i, j, k
k, j, i = np.mgrid[0:NZ, 0:NY, 0:NX]          # arrays are [k, j, i]; the first index runs slowest, as in the files
x, y = i - 22, j - 26
d = 9 * x * x + 16 * y * y
bone = (d >= 900) & (d <= 3136) & (y < 7) & (k >= 3) & (k <= np.where(x < 0, 16, 13))
canal = (abs(i - 7) <= 1) & (abs(j - 24) <= 1)                        # open at both ends
bone &= ~canal
cavity = (abs(i - 22) <= 1) & (abs(j - 14) <= 0) & (abs(k - 8) <= 1)  # closed
bone &= ~cavity
bone |= (abs(i - 23) <= 1) & (abs(j - 30) <= 1) & (abs(k - 9) <= 1)   # an island of 27
bone |= (abs(i - 40) + abs(j - 4) + abs(k - 4) <= 1)                  # and one of 7
value = np.where(bone, 900, 40) + (i * 73 + j * 151 + k * 199) % 41 - 20
def out(name, mask):
    m = np.ascontiguousarray(mask).astype(np.uint8)
    print(name, int(m.sum()), '%08x' % zlib.crc32(m.tobytes()))
def measured(name, cost):
    print(name, int(cost), '-')
AXES = {'slice': (0, (k, i, j), (2, 0, 1)), 'row': (1, (j, i, k), (1, 0, 2)), 'column': (2, (i, j, k), (0, 1, 2))}
def plane(axis):      # index across, x and y on the plane, their spacings
    across, px, py = AXES[axis][1]
    s = {'slice': (2, 0, 1), 'row': (1, 0, 2), 'column': (0, 1, 2)}[axis]
    return across, px, py, MM[s[0]], MM[s[1]], MM[s[2]]
def sweep(axis, index, p, q, radius, ball):
    across, px, py, da, dx, dy = plane(axis)
    ax, ay, bx, by = p[0] * dx, p[1] * dy, q[0] * dx, q[1] * dy
    ux, uy = bx - ax, by - ay
    n = ux * ux + uy * uy
    t = np.clip(((px * dx - ax) * ux + (py * dy - ay) * uy) / n, 0, 1) if n else 0
    flat = np.hypot(px * dx - ax - t * ux, py * dy - ay - t * uy)
    far = np.hypot(flat, (across - index) * da) if ball else np.where(across == index, flat, 1e9)
    assert abs(far - radius).min() > 1e-6
    return far <= radius
STROKES = {'slice': (8, (9.3, 20.2), (20.6, 13.4)), 'row': (14, (14.2, 5.4), (30.7, 11.1)), 'column': (8, (15.3, 4.2), (27.9, 13.6))}
out('phantom', bone)
print('values', int(value.sum()), '%08x' % zlib.crc32(value.astype('>i2').tobytes()))
def edges(axis, index, p, q, radius, ball):
    across, px, py, da, dx, dy = plane(axis)
    cx, cy = int(np.rint(p[0])), int(np.rint(p[1]))
    on = across == index
    def near(r): return np.sort(value[on & (abs(px - cx) <= r) & (abs(py - cy) <= r)].astype(float))
    def quantile(a, part): return a[int(np.rint(part * (len(a) - 1)))]
    middle = quantile(near(1), .5)
    spread = quantile(np.sort(abs(near(3) - middle)), .5)
    under = np.sort(value[sweep(axis, index, p, p, radius, False)].astype(float))
    tolerance = max(3 * 1.4826 * spread, .1 * (quantile(under, .95) - quantile(under, .05)))
    covered = sweep(axis, index, p, q, radius, ball)
    alike = covered & (abs(value - middle) <= tolerance)
    ids = np.arange(alike.size).reshape(alike.shape)
    a, b = [], []
    for ax in range(3):
        lo = [slice(None)] * 3; hi = [slice(None)] * 3
        lo[ax], hi[ax] = slice(None, -1), slice(1, None)
        lo, hi = tuple(lo), tuple(hi)
        joined = alike[lo] & alike[hi] & (abs(value[lo] - value[hi]) <= tolerance)
        a.append(ids[lo][joined]); b.append(ids[hi][joined])
    a, b = np.concatenate(a), np.concatenate(b)
    part = connected_components(coo_matrix((np.ones(len(a)), (a, b)), (alike.size,) * 2), False)[1].reshape(alike.shape)
    steps = max(1, int(np.ceil(max(abs(q[0] - p[0]), abs(q[1] - p[1])))))
    keep = set()
    for n in range(steps + 1):
        sx, sy = int(np.rint(p[0] + (q[0] - p[0]) * n / steps)), int(np.rint(p[1] + (q[1] - p[1]) * n / steps))
        at = on & (px == sx) & (py == sy)
        if alike[at].all(): keep.add(int(part[at][0]))
    taken = alike & np.isin(part, list(keep))
    ux, uy = {'slice': (2, 1), 'row': (2, 0), 'column': (1, 0)}[axis]
    hole = covered & ~taken
    for ax in (ux, uy):
        for way in (-1, 1): hole &= np.roll(taken, way, ax)
    return taken | hole
for axis, (index, p, q) in STROKES.items():
    stroke = sweep(axis, index, p, q, 5.3, False)
    out('brush ' + axis, stroke)
    out('eraser ' + axis, bone & ~stroke)
    ball = sweep(axis, index, p, q, 5.3, True)
    out('ball ' + axis, ball)
    out('threshold ' + axis, ball & (value >= 500) & (value <= 905))
    out('edges disc ' + axis, edges(axis, index, p, q, 5.3, False))
    out('edges ball ' + axis, edges(axis, index, p, q, 5.3, True))
    line = [(5.3, 4.2), (40.4, 2.6), (20.7, 15.3), (33.1, 17.8), (12.2, 18.6)]
    across, px, py, da, dx, dy = plane(axis)
    size = (px.max() + 1, py.max() + 1)
    inside = grid_points_in_poly(size, line)
    out('lasso ' + axis, (across == index) & inside[px, py])
grow = (value >= 500)
whole = parts(grow, connectivity=1)
out('grow', whole == whole[8, 14, 14])
for axis, (index, p, q) in STROKES.items():
    across, px, py, da, dx, dy = plane(axis)
    flat = parts(grow & (across == index), connectivity=1)
    at = (across == index) & (px == round(q[0])) & (py == round(q[1]))
    assert grow[at][0]
    out('grow ' + axis, flat == flat[at][0])
out('holes in slices', np.stack([nd.binary_fill_holes(s) for s in bone]))
out('holes', nd.binary_fill_holes(bone))
for axis, (index, p, q) in STROKES.items():
    ax = {'slice': 0, 'row': 1, 'column': 2}[axis]
    filled = bone.copy()
    at = [slice(None)] * 3; at[ax] = 22 if ax == 2 else index
    filled[tuple(at)] = nd.binary_fill_holes(bone[tuple(at)])
    out('holes on ' + axis, filled)
sizes = np.bincount(whole.ravel()); sizes[0] = 0
out('largest', whole == sizes.argmax())
out('islands below 20', sizes[whole] >= 20)
out('islands below 30', sizes[whole] >= 30)
three = np.ones(3)
def box(a):
    for ax in range(3): a = nd.convolve1d(a.astype(float), three, ax, mode='constant')
    return a
out('median', 2 * box(bone) > box(np.ones(bone.shape)) + 1e-9)
def to(mask): return nd.distance_transform_edt(~mask, sampling=MM[::-1])
def safe(a, at): assert abs(a - at).min() > 1e-5, at; return a
def wider(m, mm): return safe(to(m), mm) <= mm
def smaller(m, mm): return safe(nd.distance_transform_edt(m, sampling=MM[::-1]), mm) > mm
out('margin 3.15', wider(bone, 3.15))
out('margin -1.7', smaller(bone, 1.7))
out('open 1.7', wider(smaller(bone, 1.7), 1.7))
out('close 1.7', smaller(wider(bone, 1.7), 1.7))
def blurred(m, sigma):
    a = m.astype(float)
    for ax in range(3):
        s = sigma / MM[2 - ax]; r = int(np.ceil(3 * s)); n = np.arange(-r, r + 1)
        w = np.exp(-n * n / (2 * s * s)); a = nd.correlate1d(a, w / w.sum(), ax, mode='nearest')
    return safe(a, .5) > .5
out('gaussian 1.2', blurred(bone, 1.2))
other = (abs(i - 10) <= 6) & (abs(j - 20) <= 7) & (k >= 6) & (k <= 12)
out('union', bone | other); out('intersection', bone & other); out('minus', bone & ~other)
# interpolation between three drawn slices
def signed(s): return nd.distance_transform_edt(s, sampling=(MM[1], MM[0])) - nd.distance_transform_edt(~s, sampling=(MM[1], MM[0]))
drawn = {3: bone[3] | (d[3] < 300), 9: bone[9], 16: bone[16]}
filled = np.zeros_like(bone)
for at in drawn: filled[at] = drawn[at]
for a, b in ((3, 9), (9, 16)):
    A, B = signed(drawn[a]), signed(drawn[b])
    ca, cb = nd.center_of_mass(drawn[a]), nd.center_of_mass(drawn[b])
    for m in range(a + 1, b):
        part = (m - a) / (b - a)
        c = [(1 - part) * ca[n] + part * cb[n] for n in (0, 1)]
        jj, ii = np.mgrid[0:NY, 0:NX]
        def sample(s, centre): return nd.map_coordinates(s, [jj - c[0] + centre[0], ii - c[1] + centre[1]], order=1, mode='nearest')
        v = (1 - part) * sample(A, ca) + part * sample(B, cb)
        safe(v, 0)
        filled[m] = v > 0
out('interpolation', filled)
# livewire: what the cheapest way along the plane costs
def livewire(axis, index, start, goal):
    across, px, py, da, dx, dy = plane(axis)
    w, h = px.max() + 1, py.max() + 1
    v = np.zeros((h, w)); on = across == index; v[py[on], px[on]] = value[on]
    g = np.pad(v, 1, mode='edge')
    edge = np.hypot(g[1:-1, 2:] - g[1:-1, :-2], g[2:, 1:-1] - g[:-2, 1:-1]).astype(np.float32)
    cost = 1 + np.rint(39 * (1 - (edge / edge.max()).astype(float)))
    a, b, c = [], [], []
    for yy, xx in itertools.product(range(h), range(w)):
        for ey, ex in itertools.product((-1, 0, 1), repeat=2):
            if (ey or ex) and 0 <= yy + ey < h and 0 <= xx + ex < w:
                a.append(xx + w * yy); b.append(xx + ex + w * (yy + ey))
                c.append(np.rint(100 * cost[yy + ey, xx + ex] * (np.sqrt(2) if ey and ex else 1)))
    far = dijkstra(coo_matrix((c, (a, b)), (w * h,) * 2).tocsr(), indices=start[0] + w * start[1])
    return far[goal[0] + w * goal[1]]
measured('livewire slice', livewire('slice', 8, (5, 26), (38, 25)))
measured('livewire row', livewire('row', 14, (12, 4), (33, 12)))
measured('livewire column', livewire('column', 8, (12, 3), (30, 16)))
# grow from seeds: who is nearer, where a step costs 1 and the change of value (of a thousandth of the range)
def seeds():
    scale = 1000. / (value.max() - value.min())
    ids = np.arange(value.size).reshape(value.shape)
    a, b, c = [], [], []
    for ax in range(3):
        lo = [slice(None)] * 3; hi = [slice(None)] * 3
        lo[ax], hi[ax] = slice(None, -1), slice(1, None)
        lo, hi = tuple(lo), tuple(hi)
        step = 1 + (np.float32(scale) * abs(value[hi] - value[lo]).astype(np.float32)).astype(int)
        a += [ids[lo].ravel(), ids[hi].ravel()]; b += [ids[hi].ravel(), ids[lo].ravel()]; c += [step.ravel()] * 2
    graph = coo_matrix((np.concatenate(c), (np.concatenate(a), np.concatenate(b))), (value.size,) * 2).tocsr()
    first = [ids[8, 14, 14], ids[5, 20, 36]]; second = [ids[8, 30, 22], ids[2, 2, 2], ids[18, 20, 20], ids[9,36,44]]
    A = dijkstra(graph, indices=first).min(0).reshape(value.shape)
    B = dijkstra(graph, indices=second).min(0).reshape(value.shape)
    assert not (A == B).any()
    return A < B
out('seeds', seeds())
