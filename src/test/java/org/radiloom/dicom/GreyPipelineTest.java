package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VoiChoice;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/** From stored values to the bytes on screen; the expected ones come from reference.py beside the fixtures. */
class GreyPipelineTest {
    /** One fixture: the attributes of its file and what is to be seen. */
    record Fixture(Map<String, String> is) {
        String text(String key, String otherwise) {
            return is.getOrDefault(key, otherwise);
        }

        double[] numbers(String key) {
            String text = is.getOrDefault(key, "");
            return text.isEmpty()
                    ? new double[0]
                    : Arrays.stream(text.split(" ", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
        }

        @Override
        public String toString() {
            return text("name", "");
        }
    }

    static Stream<Fixture> fixtures() throws IOException {
        try (InputStream in = GreyPipelineTest.class.getResourceAsStream("grey/fixtures.txt")) {
            String all = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<Fixture> fixtures = new ArrayList<>();
            for (String block : all.strip().split("\n\n", -1)) {
                Map<String, String> is = new HashMap<>();
                block.lines().forEach(l -> is.put(l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
                fixtures.add(new Fixture(is));
            }
            return fixtures.stream();
        }
    }

    private static DicomImage open(DicomDatasetBuilder dataset) throws Problem {
        return new DicomFile(Path.of("test"), DicomDataset.empty(), dataset.build(), TransferSyntax.EXPLICIT_LITTLE)
                .image();
    }

    static DicomDatasetBuilder image(Fixture f) {
        double[] stored = f.numbers("stored");
        int bits = (int) f.numbers("bits")[0];
        int signed = Integer.parseInt(f.text("signed", "0"));
        ByteBuffer pixels = ByteBuffer.allocate(2 * stored.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double s : stored) {
            pixels.putShort((short) (int) s);
        }
        DicomDatasetBuilder d = DicomDataset.builder()
                .string(Tag.PHOTOMETRIC_INTERPRETATION, f.text("photometric", "MONOCHROME2"))
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .integer(Tag.ROWS, 1)
                .integer(Tag.COLUMNS, stored.length)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, bits)
                .integer(Tag.HIGH_BIT, bits - 1)
                .integer(Tag.PIXEL_REPRESENTATION, signed)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels.array());
        if (f.is().containsKey("slope")) {
            d.decimal(Tag.RESCALE_SLOPE, f.numbers("slope")).decimal(Tag.RESCALE_INTERCEPT, f.numbers("intercept"));
        }
        if (f.is().containsKey("centres")) {
            d.decimal(Tag.WINDOW_CENTER, f.numbers("centres")).decimal(Tag.WINDOW_WIDTH, f.numbers("widths"));
        }
        if (f.is().containsKey("explanations")) {
            d.string(
                    Tag.WINDOW_CENTER_WIDTH_EXPLANATION,
                    f.text("explanations", "").split(" ", -1));
        }
        if (f.is().containsKey("function")) {
            d.string(Tag.VOI_LUT_FUNCTION, f.text("function", ""));
        }
        if (f.is().containsKey("shape")) {
            d.string(Tag.PRESENTATION_LUT_SHAPE, f.text("shape", ""));
        }
        table(d, Tag.MODALITY_LUT_SEQUENCE, f.numbers("modality"));
        table(d, Tag.VOI_LUT_SEQUENCE, f.numbers("voi"));
        table(d, Tag.PRESENTATION_LUT_SEQUENCE, f.numbers("presentation"));
        return d;
    }

    /** {@code as} is the first value, the number of entries, their bits, and gamma. */
    private static void table(DicomDatasetBuilder d, int sequence, double[] as) {
        if (as.length == 0) {
            return;
        }
        int count = (int) as[1];
        ByteBuffer data = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < count; n++) {
            double white = Math.pow(2, as[2]) - 1;
            data.putShort((short) (int) Math.floor(white * Math.pow(n / (count - 1.0), as[3]) + 0.5));
        }
        d.items(
                sequence,
                DicomDataset.builder()
                        .integer(Tag.LUT_DESCRIPTOR, Vr.US, count & 0xFFFF, (int) as[0] & 0xFFFF, (int) as[2])
                        .bytes(Tag.LUT_DATA, Vr.OW, data.array())
                        .build());
    }

    static int[] draw(DicomImage image, int choice) throws Problem {
        GreySlice slice = assertInstanceOf(GreySlice.class, image.slice(0));
        int[] argb = new int[slice.columns()];
        var view = new SliceView(
                slice,
                slice.choices().get(choice).transform(),
                ColourMap.GREY,
                image.inverted(),
                Optional.empty(),
                ViewTransform.oneToOne(slice.columns(), 1, 1, 1, slice.columns(), 1),
                slice.columns(),
                1);
        new SliceRenderer(view).render(argb);
        return argb;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void bytesOnScreenAreThoseOfTheStandardsFormulas(Fixture f) throws Problem {
        int[] drawn = draw(open(image(f)), Integer.parseInt(f.text("choice", "0")));
        double[] expected = f.numbers("expected");
        assertEquals(expected.length, drawn.length);
        for (int n = 0; n < drawn.length; n++) {
            assertEquals(expected[n], drawn[n] & 0xFF, 1, "stored " + f.numbers("stored")[n]);
            assertEquals(0xFF000000 | (drawn[n] & 0xFF) * 0x010101, drawn[n]);
        }
    }

    private static DicomDatasetBuilder small() {
        return image(new Fixture(Map.of("bits", "8", "stored", "0 1 2 3")));
    }

    @Test
    void allWindowsAndTablesAreOfferedWithWhatTheFileCallsThem() throws Problem {
        DicomDatasetBuilder d = small().decimal(Tag.WINDOW_CENTER, 40, 40, 300)
                .decimal(Tag.WINDOW_WIDTH, 400, 400, 1500)
                .string(Tag.WINDOW_CENTER_WIDTH_EXPLANATION, "WINDOW1", "WINDOW2", "BONE");
        d.items(
                Tag.VOI_LUT_SEQUENCE,
                DicomDataset.builder()
                        .integer(Tag.LUT_DESCRIPTOR, Vr.US, 2, 1, 8)
                        .string(Tag.LUT_EXPLANATION, "NORMAL")
                        .bytes(Tag.LUT_DATA, Vr.OW, new byte[] {0, 0, (byte) 255, 0})
                        .build());
        List<VoiChoice> choices = open(d).choices(0);
        assertEquals(
                List.of("WINDOW1", "BONE", "NORMAL"),
                choices.stream().map(VoiChoice::explanation).toList());
        assertEquals(
                new VoiTransform.Linear(new Window(300, 1500)), choices.get(1).transform());
        assertEquals(new Window(1.5, 1), choices.get(2).transform().window());
        assertEquals(0.5, choices.get(2).transform().brightness(1.5), 1e-6);
    }

    @Test
    void aWindowThatMakesNoSenseIsNotOffered() throws Problem {
        assertTrue(open(small().decimal(Tag.WINDOW_CENTER, 40).decimal(Tag.WINDOW_WIDTH, 0))
                .choices(0)
                .isEmpty());
        assertTrue(open(small().decimal(Tag.WINDOW_CENTER, 1e300).decimal(Tag.WINDOW_WIDTH, 10))
                .choices(0)
                .isEmpty());
        assertTrue(open(small().decimal(Tag.WINDOW_CENTER, 40)).choices(0).isEmpty());
        DicomDataset cut = DicomDataset.builder()
                .integer(Tag.LUT_DESCRIPTOR, Vr.US, 256, 0, 8)
                .bytes(Tag.LUT_DATA, Vr.OW, new byte[10])
                .build();
        assertTrue(open(small().items(Tag.VOI_LUT_SEQUENCE, cut)).choices(0).isEmpty());
    }

    @Test
    void aLinearWindowNarrowerThanOneIsTakenForTheExactOne() throws Problem {
        List<VoiChoice> choices = open(small().decimal(Tag.WINDOW_CENTER, 0.5).decimal(Tag.WINDOW_WIDTH, 0.25))
                .choices(0);
        assertEquals(
                new VoiTransform.LinearExact(new Window(0.5, 0.25)),
                choices.getFirst().transform());
    }

    /** A table of 10 bits whose descriptor says 8, and one of 12 bits whose descriptor says 16: dcmtk's and others' quirk. */
    @Test
    void entriesAreAsDeepAsTheyNeedToBe() throws Problem {
        DicomDataset deep = DicomDataset.builder()
                .integer(Tag.LUT_DESCRIPTOR, Vr.US, 2, 0, 8)
                .integer(Tag.LUT_DATA, Vr.US, 0, 1023)
                .build();
        VoiTransform voi = open(small().items(Tag.VOI_LUT_SEQUENCE, deep))
                .choices(0)
                .getFirst()
                .transform();
        assertEquals(1, voi.brightness(1), 1e-6);
    }

    @Test
    void theShapeDecidesAboutInversionAndBothTogetherInvertOnce() throws Problem {
        DicomDatasetBuilder film = small().string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1");
        assertTrue(open(film).inverted());
        assertTrue(open(film.string(Tag.PRESENTATION_LUT_SHAPE, "INVERSE")).inverted());
        assertTrue(!open(film.string(Tag.PRESENTATION_LUT_SHAPE, "IDENTITY")).inverted());
    }

    @Test
    void anotherWindowStretchesATableAndSteepensASigmoid() {
        var table = VoiTransform.Table.at(100, org.radiloom.imaging.GreyTable.of(new float[] {0, 0.2f, 1}));
        assertEquals(0.2, table.brightness(101), 1e-6);
        assertEquals(0.2, table.with(new Window(50, 40)).brightness(50), 1e-6);
        assertEquals(1, table.with(new Window(50, 40)).brightness(70), 1e-6);
        var sigmoid = new VoiTransform.Sigmoid(new Window(0, 100));
        assertEquals(1 / (1 + Math.exp(-2)), sigmoid.brightness(50), 1e-5);
        assertEquals(1 / (1 + Math.exp(-4)), sigmoid.with(new Window(0, 50)).brightness(50), 1e-5);
    }
}
