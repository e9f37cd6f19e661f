package org.radiloom.dicom.parametric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.fixtures.SharedData;

/** Independent programs read the maps that we write, and we read theirs; docs/how-to/peers.md names their packages. */
@Tag("peers")
class ParametricMapPeersTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    private Path map(boolean placed) throws Exception {
        Path path = folder.resolve(placed + ".dcm");
        ParametricMapWriter.write(path, MapFixture.map(placed), MapFixture.HEADER);
        return path;
    }

    @Test
    void dciodvfyFindsNoErrorInAMapThatLiesInThePatient() throws Exception {
        Output output = run("dciodvfy", "-new", "-filename", map(true).toString());
        assertTrue(output.text.contains("ParametricMap"), output.text);
        assertEquals(0, output.exit, output.text);
    }

    /** The standard asks for planes where the frame of reference is the patient's (A.75.5); the program asks for them always. */
    @Test
    void dciodvfyMissesNothingButPlanesInAMapOfAFilm() throws Exception {
        Output output = run("dciodvfy", "-new", "-filename", map(false).toString());
        List<String> others = output.text
                .lines()
                .filter(line -> line.startsWith("Error"))
                .filter(line -> !line.matches(".*/Plane(Position|Orientation|PositionSlide)Sequence\\(.*"
                        + "Missing attribute for Type 1 Required.*"))
                .toList();
        assertEquals(List.of(), others, output.text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pydicomReadsTheSameValuesTermsAndReferences(boolean placed) throws Exception {
        String script = """
                import sys, pydicom
                d = pydicom.dcmread(sys.argv[1])
                m = d.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence[0]
                print(m.MeasurementUnitsCodeSequence[0].CodeValue, m.RealWorldValueSlope, m.RealWorldValueIntercept,
                    m.QuantityDefinitionSequence[0].ConceptCodeSequence[0].CodeValue, d.NumberOfFrames, d.Rows, d.Columns)
                for f in d.PerFrameFunctionalGroupsSequence:
                    s = f.DerivationImageSequence[0].SourceImageSequence[0]
                    p = [float(x) for x in f.PlanePositionSequence[0].ImagePositionPatient] if 'PlanePositionSequence' in f else '-'
                    print(s.ReferencedSOPInstanceUID, s.get('ReferencedFrameNumber', '-'), p)
                open(sys.argv[2], 'wb').write(d[0x7FE00008].value)
                """;
        Path values = folder.resolve("values");
        Output output = run(PYTHON, "-W", "ignore", "-c", script, map(placed).toString(), values.toString());
        assertEquals(0, output.exit, output.text);
        List<String> expected = placed
                ? List.of(
                        "1 1.0 0.0 anomaly-score 2 3 5",
                        "2.25.800 - [-20.0, 31.5, 112.25]",
                        "2.25.801 - [-20.0, 31.5, 114.75]")
                : List.of("1 1.0 0.0 anomaly-score 2 3 5", "2.25.80 3 -", "2.25.80 4 -");
        assertEquals(expected, output.text.strip().lines().toList());
        var floats = ByteBuffer.wrap(Files.readAllBytes(values)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < 30; at++) {
            assertEquals(MapFixture.value(at % 5, at % 15 / 5, at / 15), floats.getFloat(), "value " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parametric_map_float.dcm", "parametric_map_double_float.dcm"})
    void mapsByOthersHaveTheValuesThatPydicomReads(String name) throws Exception {
        Path path = SharedData.find("dicom-conformance/pydicom-data/" + name);
        String script = """
                import sys, pydicom
                d = pydicom.dcmread(sys.argv[1])
                doubles = 'DoubleFloatPixelData' in d
                import numpy
                a = numpy.frombuffer(d.DoubleFloatPixelData if doubles else d.FloatPixelData, '<f8' if doubles else '<f4')
                open(sys.argv[2], 'wb').write(a.astype('<f8').tobytes())
                """;
        Path values = folder.resolve("values");
        Output output = run(PYTHON, "-W", "ignore", "-c", script, path.toString(), values.toString());
        assertEquals(0, output.exit, output.text);
        ParametricMap map = ParametricMapReader.read(DicomFile.read(path, ReadOptions.STRICT));
        double[] ours = map.frames().stream()
                .flatMapToDouble(frame -> java.util.Arrays.stream(frame.values()))
                .toArray();
        byte[] theirs = Files.readAllBytes(values);
        double[] expected = new double[theirs.length / 8];
        ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(expected);
        assertArrayEquals(expected, ours);
        assertEquals("1", map.unit().orElseThrow().value());
        assertTrue(map.frames().getFirst().plane().isPresent(), "a place");
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
