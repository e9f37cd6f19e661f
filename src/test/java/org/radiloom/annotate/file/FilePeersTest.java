package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.CtSeriesHeader;
import org.radiloom.dicom.seg.CtSeriesWriter;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.fixtures.LabelPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;

/** Python reads what we write and writes what we read; docs/how-to/peers.md names its packages. */
@Tag("peers")
class FilePeersTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    /** Size, steps and origin in LPS mm, and the labels of the phantom, for each order of the axes. */
    private void phantoms() throws Exception {
        for (int order = 0; order < LabelPhantom.ORIENTATIONS; order++) {
            Segmentation phantom = LabelPhantom.on(LabelPhantom.grid(order));
            Geometry g = phantom.map().geometry();
            byte[] labels = new byte[(int) g.voxels()];
            int n = phantom.map().sliceSize();
            byte[] slice = new byte[n];
            for (int k = 0; k < g.slices(); k++) {
                phantom.map().copySlice(k, slice);
                System.arraycopy(slice, 0, labels, k * n, n);
            }
            Files.write(folder.resolve(order + ".raw"), labels);
            var text = new StringBuilder(g.columns() + " " + g.rows() + " " + g.slices());
            for (Vec3 v : new Vec3[] {g.columnStep(), g.rowStep(), g.sliceStep(), g.origin()}) {
                text.append(' ')
                        .append(v.x())
                        .append(' ')
                        .append(v.y())
                        .append(' ')
                        .append(v.z());
            }
            Files.writeString(folder.resolve(order + ".txt"), text);
        }
    }

    private static final String PHANTOM = """
            import sys, struct, gzip, os, json, base64, io
            import numpy as np
            d = sys.argv[1]
            def phantom(n):
                t = open(f'{d}/{n}.txt').read().split()
                size = [int(v) for v in t[:3]]
                v = np.array([float(x) for x in t[3:]]).reshape(4, 3)
                a = np.eye(4)
                a[:3, 0], a[:3, 1], a[:3, 2], a[:3, 3] = v
                return np.fromfile(f'{d}/{n}.raw', np.uint8).reshape(size[::-1]).transpose(), a
            ras = np.diag([-1.0, -1, 1, 1])
            """;

    @Test
    void placeAndVoxelsOfNiftiAndNrrdAreThoseThatPythonFinds() throws Exception {
        phantoms();
        for (int order = 0; order < LabelPhantom.ORIENTATIONS; order++) {
            Segmentation phantom = LabelPhantom.on(LabelPhantom.grid(order));
            NiftiLabels.write(folder.resolve(order + ".nii.gz"), phantom);
            NrrdLabels.write(folder.resolve(order + ".seg.nrrd"), phantom);
        }
        String text = python(PHANTOM + """
                for n in range(24):
                    labels, lps = phantom(n)
                    b = gzip.open(f'{d}/{n}.nii.gz').read()
                    dim = struct.unpack('<8h', b[40:56])
                    assert struct.unpack('<i', b[:4])[0] == 348 and dim[0] == 3 and b[344:348] == b'n+1\\0'
                    assert struct.unpack('<hh', b[70:74]) == (2, 8), 'unsigned char'
                    pixdim = struct.unpack('<8f', b[76:108])
                    offset = int(struct.unpack('<f', b[108:112])[0])
                    qcode, scode = struct.unpack('<hh', b[252:256])
                    assert qcode > 0 and scode > 0
                    s = np.vstack([np.frombuffer(b[280:328], '<f4').reshape(3, 4), [0, 0, 0, 1]])
                    assert np.allclose(s, ras @ lps, atol=1e-4), (n, s, ras @ lps)
                    qb, qc, qd, qx, qy, qz = struct.unpack('<6f', b[256:280])
                    # as nifti_quatern_to_mat44 has it: what floats leave of a half turn is none
                    left = 1 - qb * qb - qc * qc - qd * qd
                    qa = np.sqrt(left) if left > 1e-7 else 0
                    r = np.array([
                        [qa*qa+qb*qb-qc*qc-qd*qd, 2*(qb*qc-qa*qd), 2*(qb*qd+qa*qc)],
                        [2*(qb*qc+qa*qd), qa*qa+qc*qc-qb*qb-qd*qd, 2*(qc*qd-qa*qb)],
                        [2*(qb*qd-qa*qc), 2*(qc*qd+qa*qb), qa*qa+qd*qd-qb*qb-qc*qc]])
                    q = np.eye(4)
                    q[:3, :3] = r * np.array([pixdim[1], pixdim[2], pixdim[3] * pixdim[0]])
                    q[:3, 3] = qx, qy, qz
                    assert np.allclose(q, s, atol=1e-4), (n, q, s)
                    v = np.frombuffer(b[offset:], np.uint8).reshape(dim[1:4], order='F')
                    assert (v == labels).all(), n
                    raw = open(f'{d}/{n}.seg.nrrd', 'rb').read()
                    head, data = raw.split(b'\\n\\n', 1)
                    f = dict(l.split(': ', 1) for l in head.decode().split('\\n')[1:] if ': ' in l and ':=' not in l)
                    k = dict(l.split(':=', 1) for l in head.decode().split('\\n')[1:] if ':=' in l)
                    assert f['space'] == 'left-posterior-superior' and f['type'] == 'unsigned char'
                    steps = np.array([[float(x) for x in p.strip('()').split(',')] for p in f['space directions'].split(' ')])
                    origin = [float(x) for x in f['space origin'].strip('()').split(',')]
                    assert np.allclose(steps.T, lps[:3, :3]) and np.allclose(origin, lps[:3, 3])
                    v = np.frombuffer(gzip.decompress(data), np.uint8).reshape([int(x) for x in f['sizes'].split()], order='F')
                    assert (v == labels).all(), n
                    assert k['Segment1_Name'] == 'Kieferhöhle links' and k['Segment2_LabelValue'] == '7'
                    assert '~SCT^91609006^Mandible~' in k['Segment0_Tags']
                print('24 read')
                """);
        assertEquals("24 read", text);
    }

    @Test
    void whatPythonWritesInOtherTypesAndSpacesIsReadVoxelByVoxel() throws Exception {
        phantoms();
        python(PHANTOM + """
                from PIL import Image
                for n in range(24):
                    labels, lps = phantom(n)
                    # big-endian 16-bit voxels, placed by the sform alone
                    h = bytearray(352)
                    e = '>' if n % 2 else '<'
                    struct.pack_into(e + 'i', h, 0, 348)
                    struct.pack_into(e + '8h', h, 40, 3, *labels.shape, 1, 1, 1, 1)
                    struct.pack_into(e + 'hh', h, 70, 4, 16)
                    struct.pack_into(e + '8f', h, 76, 1, 1, 1, 1, 0, 0, 0, 0)
                    struct.pack_into(e + 'f', h, 108, 352)
                    struct.pack_into(e + 'h', h, 254, 1)
                    struct.pack_into(e + '12f', h, 280, *(ras @ lps)[:3].ravel())
                    h[344:348] = b'n+1\\0'
                    open(f'{d}/{n}.nii', 'wb').write(bytes(h) + labels.astype(e + 'i2').tobytes(order='F'))
                    # 32-bit voxels in RAS, not compressed
                    r = ras @ lps
                    v = ' '.join('(%r,%r,%r)' % tuple(float(x) for x in r[:3, a]) for a in range(3))
                    head = ('NRRD0004\\n# by hand\\ntype: int\\ndimension: 3\\nspace: right-anterior-superior\\nsizes: %d %d %d\\n'
                            'space directions: %s\\nendian: little\\nencoding: raw\\nspace origin: (%r,%r,%r)\\n\\n'
                            % (*labels.shape, v, *[float(x) for x in r[:3, 3]]))
                    open(f'{d}/{n}.nrrd', 'wb').write(head.encode() + labels.astype('<i4').tobytes(order='F'))
                labels, lps = phantom(0)
                os.mkdir(f'{d}/png')
                for k in range(labels.shape[2]):
                    p = Image.fromarray(np.ascontiguousarray(labels[:, :, k].T), 'P')
                    p.putpalette([v for i in range(256) for v in (i, 255 - i, i * 7 % 256)])
                    p.save(f'{d}/png/mask{k + 8}.png')
                """);
        for (int order = 0; order < LabelPhantom.ORIENTATIONS; order++) {
            Segmentation phantom = LabelPhantom.on(LabelPhantom.grid(order));
            Geometry g = phantom.map().geometry();
            for (Imported read : List.of(
                    NiftiLabels.read(folder.resolve(order + ".nii"), g),
                    NrrdLabels.read(folder.resolve(order + ".nrrd"), g))) {
                assertEquals(List.of(), read.warnings());
                assertEquals(
                        List.of(),
                        LabelPhantom.differences(
                                phantom.map(), read.segmentation().map()),
                        "order " + order);
            }
        }
        // names from mask8 to mask14: sorted by number, not by letter
        assertEquals(
                List.of(),
                LabelPhantom.differences(
                        LabelPhantom.on(LabelPhantom.grid(0)).map(),
                        PngStack.read(folder.resolve("png"), LabelPhantom.grid(0))
                                .segmentation()
                                .map()));
    }

    @Test
    void picturesAndMasksOfLabelmeFilesAreThoseThatPythonFinds() throws Exception {
        phantoms();
        Segmentation phantom = LabelPhantom.on(LabelPhantom.grid(5));
        PngStack.write(folder.resolve("p"), phantom);
        LabelmeFolder.write(folder.resolve("m"), phantom, LabelmeFolder.Shapes.MASKS, SlicePictures.NONE);
        String text = python(PHANTOM + """
                from PIL import Image
                labels, lps = phantom(5)
                for k in range(labels.shape[2]):
                    p = Image.open(f'{d}/p/slice-{k + 1:04d}.png')
                    assert p.mode == 'L' and (np.array(p) == labels[:, :, k].T).all(), k
                    j = json.load(open(f'{d}/m/slice-{k + 1:04d}.json', encoding='utf-8'))
                    out = np.zeros((j['imageHeight'], j['imageWidth']), np.uint8)
                    for s in j['shapes']:
                        # as labelme.utils.shapes_to_label places them
                        (x1, y1), (x2, y2) = np.asarray(s['points']).astype(int)
                        m = np.array(Image.open(io.BytesIO(base64.b64decode(s['mask'])))).astype(bool)
                        out[y1:y2 + 1, x1:x2 + 1][m] = s['group_id']
                    assert (out == labels[:, :, k].T).all(), k
                print('same')
                """);
        assertEquals("same", text);
    }

    @Test
    void contoursOfAStructureSetEncloseTheSamePixelsAndDciodvfyFindsNoError() throws Exception {
        // columns of 0.75 mm along 0.6 x + 0.8 y, coronal-like rows downwards: no axis of the images is one of the
        // patient
        Geometry g = new Geometry(
                41,
                33,
                4,
                new Vec3(-20, 31.5, 112.25),
                new Vec3(0.45, 0.6, 0),
                new Vec3(0, 0, -1.25),
                new Vec3(-2, 1.5, 0));
        var random = new java.util.Random(5);
        byte[][] slices = new byte[4][41 * 33];
        for (int k = 0; k < 4; k++) {
            for (int at = 0; at < slices[k].length; at++) {
                double x = at % 41 - 20;
                double y = at / 41 - 16;
                double r = Math.hypot(x, y);
                // rings with holes, an island, and specks with holes between them
                slices[k][at] = (byte) (r < 3 || (r > 6 + k && r < 13) ? 1 : r > 15 && random.nextInt(3) > 0 ? 9 : 0);
            }
        }
        slices[2] = new byte[41 * 33];
        var segmentation = new Segmentation(
                org.radiloom.annotate.LabelMap.of(g, slices),
                List.of(
                        LabelPhantom.SEGMENTS.get(0),
                        PlainSegments.of(9, "下颌骨 links ä"),
                        PlainSegments.of(12, "nothing")));
        List<Path> ct = ct(g);
        List<SourceSlice> sources = new ArrayList<>();
        for (Path file : ct) {
            DicomDataset header = DicomFile.read(file, ReadOptions.HEADER).dataset();
            sources.add(SourceSlice.of(
                    header.string(org.radiloom.dicom.Tag.SOP_CLASS_UID).orElseThrow(),
                    header.string(org.radiloom.dicom.Tag.SOP_INSTANCE_UID).orElseThrow()));
        }
        Path file = folder.resolve("rt.dcm");
        StructureSetFile.write(
                file,
                segmentation,
                new SourceSeries(
                        DicomFile.read(ct.getFirst(), ReadOptions.HEADER).dataset(), g, true, sources),
                new SegmentationHeader("Corrected", 901, "Radiloom", "0.1.0", LocalDateTime.of(2026, 11, 20, 9, 30)));
        for (int k = 0; k < 4; k++) {
            Files.write(folder.resolve("slice" + k), slices[k]);
        }
        Output validated = run("dciodvfy", "-new", "-filename", file.toString());
        assertEquals(0, validated.exit, validated.text);
        assertTrue(validated.text.contains("RTStructureSet"), validated.text);
        String text = python("""
                import sys, glob, pydicom, numpy as np
                from skimage.measure import points_in_poly
                d = sys.argv[1]
                rt = pydicom.dcmread(f'{d}/rt.dcm')
                ct = {}
                for p in glob.glob(f'{d}/ct/*'):
                    i = pydicom.dcmread(p)
                    ct[i.SOPInstanceUID] = i
                order = sorted(ct.values(), key=lambda i: int(i.InstanceNumber))
                number = {i.SOPInstanceUID: k for k, i in enumerate(order)}
                out = np.zeros((4, 33, 41), np.uint8)
                grid = np.array([(i, j) for j in range(33) for i in range(41)], float)
                closest = 1.0
                for c in rt.ROIContourSequence:
                    for one in c.get('ContourSequence', []):
                        assert one.ContourGeometricType == 'CLOSED_PLANAR'
                        image = ct[one.ContourImageSequence[0].ReferencedSOPInstanceUID]
                        o = np.array(image.ImagePositionPatient, float)
                        right, down = np.array(image.ImageOrientationPatient, float).reshape(2, 3)
                        rows, columns = [float(v) for v in image.PixelSpacing]
                        p = np.array(one.ContourData, float).reshape(-1, 3) - o
                        assert len(p) == int(one.NumberOfContourPoints)
                        assert np.abs(p @ np.cross(right, down)).max() < 1e-3, 'in the plane'
                        ij = np.stack([p @ right / columns, p @ down / rows], 1)
                        # even-odd, tested at each pixel's centre; no point of a contour comes close to one
                        closest = min(closest, np.abs(ij - np.round(ij)).max(1).min())
                        x, y = ij[:, 0], ij[:, 1]
                        inside = np.zeros(len(grid), bool)
                        for a in range(len(ij)):
                            b = (a + 1) % len(ij)
                            cross = (y[a] > grid[:, 1]) != (y[b] > grid[:, 1])
                            if y[a] != y[b]:
                                at = x[a] + (grid[:, 1] - y[a]) / (y[b] - y[a]) * (x[b] - x[a])
                                inside ^= cross & (grid[:, 0] < at)
                        sk = points_in_poly(grid, ij)
                        k = number[image.SOPInstanceUID]
                        assert (sk == inside).all(), 'scikit-image'
                        assert not (out[k].ravel()[inside]).any(), 'contours of one set do not overlap'
                        out[k].ravel()[inside] = c.ReferencedROINumber
                for k in range(4):
                    wanted = np.fromfile(f'{d}/slice{k}', np.uint8).reshape(33, 41)
                    assert (out[k] == wanted).all(), (k, (out[k] != wanted).sum())
                assert closest > 0.2, closest
                assert rt.FrameOfReferenceUID == order[0].FrameOfReferenceUID
                assert len(rt.ReferencedFrameOfReferenceSequence[0].RTReferencedStudySequence[0]
                           .RTReferencedSeriesSequence[0].ContourImageSequence) == 4
                print([str(r.ROIName) for r in rt.StructureSetROISequence], [int(v) for v in rt.ROIContourSequence[0].ROIDisplayColor])
                """);
        assertEquals("['Mandible', '下颌骨 links ä', 'nothing'] [232, 194, 138]", text);
    }

    private List<Path> ct(Geometry g) throws Exception {
        Path ct = Files.createDirectories(folder.resolve("ct"));
        return CtSeriesWriter.write(
                VolumeStack.ofShorts(g, new short[(int) g.voxels()], ValueUnit.HOUNSFIELD),
                ct,
                new CtSeriesHeader(
                        "Phantom^Rings",
                        "PHANTOM-2",
                        "Test phantom",
                        "Rings",
                        "HEAD",
                        "Numbers made by a test, no patient.",
                        "Never had an identity",
                        "0.1.0",
                        LocalDateTime.of(2026, 11, 20, 9, 30)));
    }

    private String python(String script) throws Exception {
        Path file = folder.resolve("peer.py");
        Files.writeString(file, script);
        Output output = run(PYTHON, file.toString(), folder.toString());
        assertEquals(0, output.exit, output.text);
        return output.text.strip();
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
