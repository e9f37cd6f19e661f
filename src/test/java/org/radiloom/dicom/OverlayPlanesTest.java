package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

class OverlayPlanesTest {
    private static final int LINE = 0xFFD8C24A;
    private static final int BLACK = 0xFF000000;

    private static DicomDatasetBuilder image(int frames) {
        return DicomDataset.builder()
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .integer(Tag.NUMBER_OF_FRAMES, frames)
                .integer(Tag.ROWS, 2)
                .integer(Tag.COLUMNS, 3)
                .integer(Tag.BITS_ALLOCATED, 8)
                .integer(Tag.BITS_STORED, 8)
                .integer(Tag.HIGH_BIT, 7)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .bytes(Tag.PIXEL_DATA, Vr.OB, new byte[6 * frames]);
    }

    /** A plane of one bit a pixel, least significant bit first. */
    private static DicomDatasetBuilder plane(
            DicomDatasetBuilder d, int group, int rows, int columns, int top, int left, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int n = 0; n < data.length; n++) {
            data[n] = (byte) bytes[n];
        }
        return d.integer(group << 16 | 0x0010, Vr.US, rows)
                .integer(group << 16 | 0x0011, Vr.US, columns)
                .string(group << 16 | 0x0040, Vr.CS, "G")
                .integer(group << 16 | 0x0050, Vr.SS, top, left)
                .integer(group << 16 | 0x0100, Vr.US, 1)
                .bytes(group << 16 | 0x3000, Vr.OW, data);
    }

    private static int[] drawn(DicomDatasetBuilder d, int frame) throws Problem {
        Slice slice = new DicomFile(Path.of("test"), DicomDataset.empty(), d.build(), TransferSyntax.EXPLICIT_LITTLE)
                .image()
                .slice(frame);
        Optional<LabelOverlay> graphics = slice.graphics();
        int[] argb = new int[6];
        new SliceRenderer(new SliceView(
                        slice,
                        new VoiTransform.LinearExact(new Window(128, 256)),
                        ColourMap.GREY,
                        false,
                        graphics,
                        ViewTransform.oneToOne(3, 2, 1, 1, 3, 2),
                        3,
                        2))
                .render(argb);
        return argb;
    }

    @Test
    void bitsAreDrawnWhereTheirOriginPutsThem() throws Problem {
        // 2 x 2 bits, 1 0 / 0 1, one column to the right
        assertArrayEquals(
                new int[] {BLACK, LINE, BLACK, BLACK, BLACK, LINE},
                drawn(plane(image(1), 0x6000, 2, 2, 1, 2, 0b1001, 0), 0));
        // partly outside: only the lower right one is left
        assertArrayEquals(
                new int[] {LINE, BLACK, BLACK, BLACK, BLACK, BLACK},
                drawn(plane(image(1), 0x6002, 2, 2, 0, 0, 0b1001, 0), 0));
    }

    @Test
    void planesOfSeveralGroupsLieOverEachOther() throws Problem {
        DicomDatasetBuilder d = plane(image(1), 0x6000, 2, 3, 1, 1, 0b000001, 0);
        assertArrayEquals(
                new int[] {LINE, BLACK, BLACK, BLACK, BLACK, LINE},
                drawn(plane(d, 0x601E, 2, 3, 1, 1, 0b100000, 0), 0));
    }

    @Test
    void planesWithFramesBelongToTheirs() throws Problem {
        DicomDatasetBuilder d = plane(image(3), 0x6000, 2, 3, 1, 1, 0b000001, 0b001000)
                .integer(0x60000015, Vr.IS, 2)
                .integer(0x60000051, Vr.US, 2);
        int[] none = {BLACK, BLACK, BLACK, BLACK, BLACK, BLACK};
        assertArrayEquals(none, drawn(d, 0));
        assertArrayEquals(new int[] {LINE, BLACK, BLACK, BLACK, BLACK, BLACK}, drawn(d, 1));
        // bits follow one another without a gap: bit 6 is the first of the second frame, bit 11 its last
        assertArrayEquals(new int[] {BLACK, BLACK, BLACK, BLACK, BLACK, LINE}, drawn(d, 2));
    }

    private static DicomDatasetBuilder supplemented(String presentation, int entries) {
        byte[] red = new byte[2 * entries];
        byte[] other = new byte[2 * entries];
        for (int n = 0; n < entries; n++) {
            red[2 * n + 1] = (byte) (255 * n / (entries - 1));
            other[2 * n + 1] = (byte) 0x40;
        }
        DicomDatasetBuilder d = image(1).string(Tag.PIXEL_PRESENTATION, presentation)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {0, 0, 99, 0, 100, 0, 101, 0, (byte) 0xF4, 1, 0, 16});
        int[] descriptors = {
            Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR
        };
        for (int descriptor : descriptors) {
            d.integer(descriptor, Vr.US, entries, 100, 16)
                    .bytes(descriptor + 0x100, Vr.OW, descriptor == descriptors[0] ? red : other);
        }
        return d;
    }

    /** Values 0, 99, 100, 101, 500 and 4096; colours begin at 100. */
    @Test
    void higherValuesHaveTheSupplementalColours() throws Problem {
        int[] seen = drawn(supplemented("COLOR", 2), 0);
        assertArrayEquals(new int[] {BLACK, 0xFF636363, 0xFF004040, 0xFFFF4040, 0xFFFF4040, 0xFFFF4040}, seen);
        // of 401 colours 254 are left, the ends among them
        assertArrayEquals(
                new int[] {BLACK, 0xFF636363, 0xFF004040},
                java.util.Arrays.copyOf(drawn(supplemented("MIXED", 401), 0), 3));
        assertEquals(0xFFFF4040, drawn(supplemented("MIXED", 401), 0)[4]);
        assertEquals(0xFF646464, drawn(supplemented("MONOCHROME", 2), 0)[2]);
        // a plane lies over them
        assertEquals(LINE, drawn(plane(supplemented("COLOR", 2), 0x6000, 2, 3, 1, 1, 0b000100, 0), 0)[2]);
    }

    @Test
    void aPlaneThatIsNotWholeIsLeftOut() throws Problem {
        DicomDatasetBuilder d = plane(image(1), 0x6000, 200, 300, 1, 1, 255, 255);
        assertTrue(new DicomFile(Path.of("test"), DicomDataset.empty(), d.build(), TransferSyntax.EXPLICIT_LITTLE)
                .image()
                .slice(0)
                .graphics()
                .isEmpty());
        assertEquals(6, drawn(d, 0).length);
    }
}
