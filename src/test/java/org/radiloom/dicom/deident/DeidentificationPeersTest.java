package org.radiloom.dicom.deident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.MandiblePhantom;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

/** Independent programs look at what is written; docs/how-to/peers.md names their packages. */
@Tag("peers")
class DeidentificationPeersTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    private Path deidentify(Path in, Optional<PixelMask> mask, ConfidentialityOption... retained) throws Problem {
        var settings = new DeidentificationSettings(
                Set.of(retained), DeidentificationKey.random(), mask, new ScannerMasks(folder.resolve("data")));
        Path out = folder.resolve("out");
        return out.resolve(new Deidentifier(settings, out).deidentify(in).name());
    }

    @Test
    void everyRowOfTheTableIsInThePeersDictionary() throws Exception {
        String script = """
                import sys
                from pydicom.datadict import DicomDictionary as d
                rows = [l.rstrip('\\n').split('\\t') for l in open(sys.argv[1]) if l[0] != '#']
                rows = [r for r in rows if 'x' not in r[0]]
                known = [r for r in rows if int(r[0], 16) in d]
                for r in known:
                    vr, vm, name, retired, keyword = d[int(r[0], 16)]
                    if (vr, keyword) != (r[1], r[2]): print('differs', r, vr, keyword)
                print(len(rows), len(known) >= 604)
                """;
        Output output = run(PYTHON, "-c", script, "src/main/resources/org/radiloom/dicom/confidentiality.tsv");
        assertEquals("653 True", output.text.strip());
    }

    @Test
    void pydicomAndAPlainSearchOfBytesFindNothingPlanted() throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", """
                import sys, pydicom
                for name in sys.argv[1:]:
                    d = pydicom.dcmread(name)
                    text = str(d.file_meta) + str(d)
                    found = [t for t in ('ZQ', '1.2.3.77.', '19471103', '134759') if t in text]
                    private = [e.tag for e in d.iterall() if e.tag.is_private]
                    print(found, private, d.PatientIdentityRemoved,
                          d.file_meta.MediaStorageSOPInstanceUID == d.SOPInstanceUID)
                """));
        for (String sopClass : List.of(Planted.CT, Planted.US_FILM, Planted.SR)) {
            DicomDatasetBuilder d = Planted.dataset(sopClass, "1.2.3.77.1." + sopClass.length());
            if (!sopClass.equals(Planted.SR)) {
                Planted.grey(d, 8, 8, new byte[64]);
            }
            Path in = folder.resolve("planted.dcm");
            DicomWriter.write(in, d.build(), TransferSyntax.EXPLICIT_LITTLE);
            Path out = deidentify(in, Optional.empty());
            command.add(out.toString());
            assertTrue(run("strings", "-a", in.toString()).text.contains("ZQPLANTED"));
            assertFalse(run("strings", "-a", out.toString()).text.contains("ZQ"), sopClass);
        }
        Output output = run(command.toArray(String[]::new));
        assertEquals("[] [] YES True\n".repeat(3), output.text);
    }

    @ParameterizedTest
    @EnumSource(ConfidentialityOption.class)
    void dciodvfyFindsNoNewErrorInACt(ConfidentialityOption retained) throws Exception {
        Path in = DicomSeriesFixture.ct(MandiblePhantom.make().stack())
                .writeTo(folder.resolve("ct"))
                .getFirst();
        assertEquals(Set.of(), newErrors(in, deidentify(in, Optional.empty(), retained)));
    }

    @Test
    void dciodvfyFindsNoNewErrorInAMaskedFilmAndItsPixelsAreTheSameToPydicom() throws Exception {
        Path in = DicomSeriesFixture.ultrasoundFilm(folder.resolve("film.dcm"), 32, 24, 4);
        var mask = new PixelMask(List.of(new PixelMask.Box(0, 0, 32, 3)), Optional.empty());
        Path out = deidentify(in, Optional.of(mask));
        assertEquals(Set.of(), newErrors(in, out));
        Output output = run(PYTHON, "-c", """
                import sys, pydicom
                a, b = (pydicom.dcmread(n).pixel_array for n in sys.argv[1:])
                print((a[:, 3:] == b[:, 3:]).all(), b[:, :3].max(), a.shape == b.shape)
                """, in.toString(), out.toString());
        assertEquals("True 0 True", output.text.strip());
    }

    /** A choice of real files of every kind; all of them were looked at once, see the how-to page. */
    @Test
    void dciodvfyFindsNoNewErrorInRealFiles() throws Exception {
        Path root = SharedData.find("dicom-conformance");
        for (String name : List.of(
                "pydicom/CT_small.dcm",
                "pydicom/SC_rgb_jpeg.dcm",
                "dcm4che/dicom/MR01.dcm",
                "pydicom/MR_small_bigendian.dcm",
                "pydicom/examples_ybr_color.dcm",
                "pydicom/rtdose.dcm",
                "pydicom/test-SR.dcm",
                "highdicom/seg_image_ct_binary.dcm",
                "highdicom/sm_image_jpegls.dcm",
                "pydicom-data/eCT_Supplemental.dcm")) {
            Path in = root.resolve(name);
            assertEquals(Set.of(), newErrors(in, deidentify(in, Optional.empty())), name);
        }
    }

    /** What dciodvfy complains about after and not before; names of files and values left out. */
    private static Set<String> newErrors(Path before, Path after) throws IOException, InterruptedException {
        Set<String> errors = new TreeSet<>(errors(after));
        errors.removeAll(errors(before));
        return errors;
    }

    private static Set<String> errors(Path file) throws IOException, InterruptedException {
        try (Stream<String> lines =
                run("dciodvfy", "-new", file.toString()).text.lines()) {
            return lines.filter(line -> line.startsWith("Error"))
                    .map(line -> line.replaceAll("= <[^>]*>", "").replaceAll("\\[[0-9]+\\]", ""))
                    .collect(Collectors.toSet());
        }
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
