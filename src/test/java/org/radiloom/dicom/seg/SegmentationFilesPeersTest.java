package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

/** Every segmentation object of the public test suites, frame by frame beside pydicom. */
@Tag("peers")
@Tag("realdata")
class SegmentationFilesPeersTest {
    /** Prints path, type, frames and a checksum of each frame as 16-bit words, for all segmentation objects below a folder. */
    private static final String SCRIPT = """
            import sys, os, hashlib, pydicom
            for at, _, names in os.walk(sys.argv[1]):
                for name in names:
                    path = os.path.join(at, name)
                    try:
                        d = pydicom.dcmread(path)
                    except Exception:
                        continue
                    if not str(d.get('SOPClassUID', '')) in ('1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7'):
                        continue
                    try:
                        a = d.pixel_array.reshape(-1, d.Rows, d.Columns)
                        # Pillow stretches bits that are coded as JPEG 2000 to 0 and 128
                        a = a != 0 if d.SegmentationType == 'BINARY' else a
                        sums = [hashlib.md5(f.astype('<u2').tobytes()).hexdigest() for f in a]
                    except Exception as e:
                        sums = ['none']
                    print(os.path.relpath(path, sys.argv[1]), d.SegmentationType, len(d.SegmentSequence), *sums)
            """;

    @Test
    void everySegmentationOfTheTestSuitesIsReadAsPydicomReadsIt() throws Exception {
        Path root = SharedData.find("dicom-conformance");
        Process process = new ProcessBuilder("/usr/bin/python3", "-W", "ignore", "-c", SCRIPT, root.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .sorted()
                .toList();
        assertEquals(0, process.waitFor());
        Map<String, Integer> kinds = new TreeMap<>();
        int compared = 0;
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            Path file = root.resolve(words.get(0));
            SegmentationObject object = SegmentationObject.of(DicomFile.read(file, ReadOptions.LENIENT));
            kinds.merge(words.get(1), 1, Integer::sum);
            assertEquals(Integer.parseInt(words.get(2)), object.segments().size(), line);
            // what pydicom has no codec for has a twin that is not coded
            List<String> sums = words.get(3).equals("none") ? twin(lines, words.get(0)) : words;
            for (int f = 0; f < object.frames().size(); f++) {
                assertEquals(sums.get(3 + f), checksum(object.pixels(f)), words.get(0) + ", frame " + f);
                compared++;
            }
            read(object, words.get(0));
        }
        assertEquals(Map.of("BINARY", 23, "FRACTIONAL", 2, "LABELMAP", 4), kinds);
        assertEquals(1470, compared, "frames compared");
    }

    private static List<String> twin(List<String> lines, String name) {
        String twin = name.replaceAll("_(rle|deflate)", "");
        String line =
                lines.stream().filter(l -> l.startsWith(twin + " ")).findFirst().orElseThrow();
        return List.of(line.split(" "));
    }

    /** Whole files on their own grid: slides are refused, and images without a place in the patient are slices. */
    private static void read(SegmentationObject object, String name) throws Problem {
        if (name.contains("seg_image_sm_")) {
            assertEquals(
                    "seg.tiled",
                    assertThrows(Problem.class, () -> SegmentationReader.read(object))
                            .code(),
                    name);
            return;
        }
        SegmentVolume volume = SegmentationReader.read(object);
        long voxels = 0;
        for (byte[] slice : volume.slices()) {
            for (int at = 0; slice != null && at < slice.length; at++) {
                voxels += slice[at] == 0 ? 0 : 1;
            }
        }
        assertTrue(voxels > 0, name);
    }

    private static String checksum(RawFrame frame) throws Exception {
        byte[] words = new byte[2 * frame.rows() * frame.columns()];
        for (int at = 0; at < words.length / 2; at++) {
            words[2 * at] = (byte) frame.sample(at);
            words[2 * at + 1] = (byte) (frame.sample(at) >> 8);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(words));
    }
}
