"""Makes the colour ultrasound fixtures and what they must look like. See README.md.

    /usr/bin/python3 make.py          needs numpy, Pillow, pydicom; dcmtk and gdcm (libgdcm-tools) on the path
"""
import io
import pathlib
import subprocess
import numpy as np
from PIL import Image
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID

HERE = pathlib.Path(__file__).parent
W, H = 34, 25
LITTLE, RLE = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.5"
BASELINE, LS = "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.80"
J2K, J2K_LOSSY = "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"


def picture():
    """Speckle in a sector, a box of flow from blue to red, a scale bar, black around: what ultrasound looks like."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:H, 0:W]
    grey = 70 + 50 * np.sin(x / 5.0) * np.cos(y / 4.0) + rng.normal(0, 6, (H, W))
    rgb = np.repeat(np.clip(grey, 0, 255)[..., None], 3, 2)
    t = np.clip((x - 8) / 16.0, 0, 1)
    flow = np.stack([255 * t, 60 + 40 * np.sin(y / 6.0), 255 * (1 - t)], 2)
    part = np.clip(1.6 - np.hypot((x - 16) / 9.0, (y - 12) / 7.0), 0, 1)[..., None]
    rgb = rgb * (1 - part) + flow * part
    rgb[0:3] = 0
    return np.clip(np.rint(rgb), 0, 255).astype(np.uint8)


def to_ybr(rgb):  # PS3.3 C.7.6.3.1.2, YBR_FULL
    r, g, b = [rgb[..., n].astype(float) for n in range(3)]
    ybr = np.stack([0.299 * r + 0.587 * g + 0.114 * b,
                    -0.168736 * r - 0.331264 * g + 0.5 * b + 128,
                    0.5 * r - 0.418688 * g - 0.081312 * b + 128], 2)
    return np.clip(np.rint(ybr), 0, 255).astype(np.uint8)


def to_rgb(ybr):
    y, cb, cr = [ybr[..., n].astype(float) for n in range(3)]
    cb, cr = cb - 128, cr - 128
    rgb = np.stack([y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb], 2)
    return np.clip(np.rint(rgb), 0, 255).astype(np.uint8)


def to_partial(rgb):  # ITU-R BT.601: Y from 16 to 235, chroma from 16 to 240
    r, g, b = [rgb[..., n].astype(float) for n in range(3)]
    y = 16 + 0.256788 * r + 0.504129 * g + 0.097906 * b
    cb = 128 - 0.148223 * r - 0.290993 * g + 0.439216 * b
    cr = 128 + 0.439216 * r - 0.367788 * g - 0.071427 * b
    return np.clip(np.rint(np.stack([y, cb, cr], 2)), 0, 255).astype(np.uint8)


def from_partial(p):
    y, cb, cr = p[..., 0] - 16.0, p[..., 1] - 128.0, p[..., 2] - 128.0
    rgb = np.stack([1.164384 * y + 1.596027 * cr, 1.164384 * y - 0.391762 * cb - 0.812968 * cr,
                    1.164384 * y + 2.017232 * cb], 2)
    return np.clip(np.rint(rgb), 0, 255).astype(np.uint8)


def pairs(ybr):
    """4:2:2: the chroma of every second pixel, for two; returns the bytes and the picture they stand for."""
    out = np.empty((H, W // 2, 4), np.uint8)
    out[..., 0], out[..., 1] = ybr[:, 0::2, 0], ybr[:, 1::2, 0]
    out[..., 2], out[..., 3] = ybr[:, 0::2, 1], ybr[:, 0::2, 2]
    full = ybr.copy()
    full[:, 1::2, 1:] = ybr[:, 0::2, 1:]
    return out.tobytes(), full


def save(name, photometric, pixels, syntax=LITTLE, samples=3, planar=0, change=None):
    ds = Dataset()
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.6.1"
    ds.SOPInstanceUID = "2.25.7002.%d" % (sum(map(ord, name)) * 1000 + len(name))
    ds.StudyInstanceUID, ds.SeriesInstanceUID = "2.25.7002.1", "2.25.7002.2"
    ds.Modality = "US"
    ds.SamplesPerPixel, ds.PhotometricInterpretation = samples, photometric
    if samples > 1:
        ds.PlanarConfiguration = planar
    ds.Rows, ds.Columns = H, W
    ds.BitsAllocated = ds.BitsStored = 8
    ds.HighBit, ds.PixelRepresentation = 7, 0
    if change:
        change(ds)
    ds.PixelData = pixels if syntax == LITTLE else encapsulate([pixels])
    if len(ds.PixelData) % 2:
        ds.PixelData += b"\0"
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = syntax != LITTLE
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = UID(syntax)
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.save_as(HERE / (name + ".dcm"), write_like_original=False)


def run(*command):
    subprocess.run([str(c) for c in command], cwd=HERE, check=True)


MANIFEST = []


def shows(name, picture_name):
    MANIFEST.append("%s %s" % (name, picture_name))


def reference(name, rgb):
    (HERE / (name + ".ppm")).write_bytes(b"P6\n%d %d\n255\n" % (W, H) + rgb.tobytes())


def jpeg(rgb_or_ybr, mode, subsampling, markers):
    """A JPEG whose samples are the array as it is; ``markers`` of Pillow's stream that are kept: JFIF, Adobe or none."""
    out = io.BytesIO()
    Image.fromarray(rgb_or_ybr, mode).save(out, "JPEG", quality=92, subsampling=subsampling)
    data, at, kept = out.getvalue(), 2, b"\xff\xd8"
    if markers == "Adobe, no transform":
        kept += b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
    while data[at + 1] != 0xDA:
        size = 2 + int.from_bytes(data[at + 2:at + 4], "big")
        if not 0xE0 <= data[at + 1] <= 0xEF or markers == "JFIF":
            kept += data[at:at + size]
        at += size
    return kept + data[at:], np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def as_grey_planes(array):
    """The stream of a JPEG with three components that Pillow takes for YCbCr though they are red, green and blue."""
    out = io.BytesIO()
    Image.fromarray(array, "YCbCr").save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


rgb = picture()
ybr = to_ybr(rgb)
back = to_rgb(ybr)
reference("rgb", rgb)
reference("ybr", back)

# ---- not coded
save("native-rgb", "RGB", rgb.tobytes()); shows("native-rgb", "rgb")
save("native-rgb-planes", "RGB", np.moveaxis(rgb, 2, 0).tobytes(), planar=1); shows("native-rgb-planes", "rgb")
save("native-ybr", "YBR_FULL", ybr.tobytes()); shows("native-ybr", "ybr")
save("native-ybr-planes", "YBR_FULL", np.moveaxis(ybr, 2, 0).tobytes(), planar=1); shows("native-ybr-planes", "ybr")
half, full = pairs(ybr)
reference("ybr-422", to_rgb(full))
save("native-ybr-422", "YBR_FULL_422", half); shows("native-ybr-422", "ybr-422")
half, full = pairs(to_partial(rgb))
reference("partial-422", from_partial(full))
save("native-partial-422", "YBR_PARTIAL_422", half); shows("native-partial-422", "partial-422")

# ---- palettes
indexed = Image.fromarray(rgb).quantize(200, dither=Image.Dither.NONE)
index = np.asarray(indexed)
table = np.array(indexed.getpalette()[:600], np.uint8).reshape(200, 3)
reference("palette", table[index])
COLOURS = ["Red", "Green", "Blue"]


def plain_palette(bits):
    def change(ds):
        for n, c in enumerate(COLOURS):
            setattr(ds, c + "PaletteColorLookupTableDescriptor", [200, 0, bits])
            entries = table[:, n].astype("<u2") * (257 if bits == 16 else 1)
            data = entries.astype("<u2").tobytes() if bits == 16 else table[:, n].tobytes()
            setattr(ds, c + "PaletteColorLookupTableData", data)
    return change


save("native-palette-16", "PALETTE COLOR", index.tobytes(), samples=1, change=plain_palette(16))
shows("native-palette-16", "palette")
save("native-palette-8", "PALETTE COLOR", index.tobytes(), samples=1, change=plain_palette(8))
shows("native-palette-8", "palette")
ramp = np.stack([np.arange(256), 255 - np.arange(256), np.abs(2 * np.arange(256) - 255)], 1)
grey_index = rgb[..., 1]
reference("palette-segmented", ramp[grey_index].astype(np.uint8))


def segmented(ds):
    ends = {"Red": [0, 1, 0, 1, 255, 65535], "Green": [0, 1, 65535, 1, 255, 0],
            "Blue": [0, 1, 65535, 1, 127, 257, 0, 1, 257, 1, 127, 65535]}
    for c in COLOURS:
        setattr(ds, c + "PaletteColorLookupTableDescriptor", [256, 0, 16])
        setattr(ds, "Segmented" + c + "PaletteColorLookupTableData", np.array(ends[c], "<u2").tobytes())


save("native-palette-segmented", "PALETTE COLOR", grey_index.tobytes(), samples=1, change=segmented)
shows("native-palette-segmented", "palette-segmented")

# ---- coded without loss, by dcmtk and gdcm
for source, picture_name in [("native-rgb", "rgb"), ("native-ybr", "ybr"), ("native-palette-16", "palette")]:
    kind = source[7:]
    run("dcmcrle", source + ".dcm", "rle-%s.dcm" % kind); shows("rle-" + kind, picture_name)
    run("dcmcjpeg", "+e1", source + ".dcm", "lossless-%s.dcm" % kind); shows("lossless-" + kind, picture_name)
    run("dcmcjpls", "+el", source + ".dcm", "ls-%s.dcm" % kind); shows("ls-" + kind, picture_name)
    run("gdcmconv", "--j2k", source + ".dcm", "j2k-%s.dcm" % kind); shows("j2k-" + kind, picture_name)
for letter, way in [("l", "lines"), ("s", "samples"), ("n", "planes")]:
    run("dcmcjpls", "+el", "+i" + letter, "native-rgb.dcm", "ls-rgb-%s.dcm" % way); shows("ls-rgb-" + way, "rgb")

# ---- JPEG 2000 with a colour transform inside: RCT without loss, ICT with
out = io.BytesIO()
Image.fromarray(rgb).save(out, "JPEG2000", irreversible=False, no_jp2=True)
save("j2k-rct", "YBR_RCT", out.getvalue(), J2K); shows("j2k-rct", "rgb")
out = io.BytesIO()
Image.fromarray(rgb).save(out, "JPEG2000", irreversible=True, quality_mode="dB", quality_layers=[50], no_jp2=True)
save("j2k-ict", "YBR_ICT", out.getvalue(), J2K_LOSSY); shows("j2k-ict", "j2k-ict")
reference("j2k-ict", np.asarray(Image.open(io.BytesIO(out.getvalue())).convert("RGB")))

# ---- JPEG baseline: by dcmtk as it should be, by Pillow as it should not
for name, options in [("baseline-422", ["+eb", "+s2"]), ("baseline-444", ["+eb", "+s4"]), ("baseline-rgb", ["+eb", "+cr"]),
                      ("extended-422", ["+ee", "+be", "+s2"])]:
    run("dcmcjpeg", *options, "+q", "92", "native-rgb.dcm", name + ".dcm")
    run("dcmj2pnm", "+op", name + ".dcm", name + ".ppm"); shows(name, name)
data, seen = jpeg(rgb, "RGB", "4:2:2", "JFIF")
reference("jpeg-422", seen)
save("baseline-jfif-called-rgb", "RGB", data, BASELINE); shows("baseline-jfif-called-rgb", "jpeg-422")
save("baseline-jfif-called-full", "YBR_FULL", data, BASELINE); shows("baseline-jfif-called-full", "jpeg-422")
data, seen = jpeg(rgb, "RGB", "4:2:2", "none")
save("baseline-no-marker", "YBR_FULL_422", data, BASELINE); shows("baseline-no-marker", "jpeg-422")
data, seen = jpeg(rgb, "RGB", "4:2:0", "JFIF")
reference("jpeg-420", seen)
save("baseline-420", "YBR_FULL_422", data, BASELINE); shows("baseline-420", "jpeg-420")
data, _ = jpeg(rgb, "YCbCr", "4:4:4", "Adobe, no transform")
plain = Image.open(io.BytesIO(as_grey_planes(rgb))); plain.draft("YCbCr", None)
reference("jpeg-adobe-rgb", np.asarray(plain))
save("baseline-adobe-rgb-called-ybr", "YBR_FULL_422", data, BASELINE); shows("baseline-adobe-rgb-called-ybr", "jpeg-adobe-rgb")

(HERE / "manifest.txt").write_text("\n".join(MANIFEST) + "\n")
