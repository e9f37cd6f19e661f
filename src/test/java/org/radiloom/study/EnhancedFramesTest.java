package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VoiChoice;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;

/** An enhanced MR whose frames each have a rescale, a window and a place of their own: shown as frame for frame says. */
class EnhancedFramesTest {
    private static final int FRAMES = 4;
    /** Frames are written from the head down and the other way round in pairs. */
    private static final double[] Z = {6, 2, 4, 0};

    @TempDir
    Path dir;

    private static DicomDataset frame(int f) {
        return DicomDataset.builder()
                .items(
                        Tag.PLANE_POSITION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.IMAGE_POSITION_PATIENT, -10, -20, Z[f])
                                .build())
                .items(
                        Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.RESCALE_SLOPE, f + 1)
                                .decimal(Tag.RESCALE_INTERCEPT, -10 * f)
                                .string(Tag.RESCALE_TYPE, "US")
                                .build())
                .items(
                        Tag.FRAME_VOI_LUT_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.WINDOW_CENTER, 100 * (f + 1), 500)
                                .decimal(Tag.WINDOW_WIDTH, 100 * (f + 1), 1000)
                                .string(Tag.WINDOW_CENTER_WIDTH_EXPLANATION, "FRAME " + f, "WIDE")
                                .string(Tag.VOI_LUT_FUNCTION, f == 3 ? "SIGMOID" : "LINEAR_EXACT")
                                .build())
                .build();
    }

    private Series written() throws Exception {
        ByteBuffer pixels = ByteBuffer.allocate(2 * FRAMES * 3).order(ByteOrder.LITTLE_ENDIAN);
        for (int f = 0; f < FRAMES; f++) {
            pixels.putShort((short) 90).putShort((short) 100).putShort((short) 120);
        }
        DicomDataset[] own = new DicomDataset[FRAMES];
        for (int f = 0; f < FRAMES; f++) {
            own[f] = frame(f);
        }
        DicomDataset shared = DicomDataset.builder()
                .items(
                        Tag.PLANE_ORIENTATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
                                .build())
                .items(
                        Tag.PIXEL_MEASURES_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.PIXEL_SPACING, 0.75, 0.5)
                                .build())
                .build();
        DicomDataset enhanced = DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4.1")
                .string(Tag.SOP_INSTANCE_UID, "2.25.7003.1")
                .string(Tag.STUDY_INSTANCE_UID, "2.25.7003.2")
                .string(Tag.SERIES_INSTANCE_UID, "2.25.7003.3")
                .string(Tag.MODALITY, "MR")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.NUMBER_OF_FRAMES, FRAMES)
                .integer(Tag.ROWS, 1)
                .integer(Tag.COLUMNS, 3)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 12)
                .integer(Tag.HIGH_BIT, 11)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
                .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, own)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels.array())
                .build();
        DicomWriter.write(dir.resolve("enhanced.dcm"), enhanced, TransferSyntax.EXPLICIT_LITTLE);
        return new Importer().read(List.of(dir), Progress.NONE).series().getFirst();
    }

    private static int[] drawn(GreySlice slice) {
        int[] argb = new int[3];
        var place = ViewTransform.oneToOne(3, 1, 1, 1, 3, 1);
        VoiTransform voi = slice.choices().getFirst().transform();
        new SliceRenderer(new SliceView(slice, voi, ColourMap.GREY, false, Optional.empty(), place, 3, 1)).render(argb);
        return new int[] {argb[0] & 0xFF, argb[1] & 0xFF, argb[2] & 0xFF};
    }

    @Test
    void everySliceHasTheValuesTheWindowsAndThePlaceOfItsFrame() throws Exception {
        Series series = written();
        assertEquals(
                List.of(3, 1, 2, 0),
                series.images().stream().map(ImageRef::frame).toList());
        assertEquals(2, series.geometry().orElseThrow().sliceSpacingMm(), 1e-9);
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(series)) {
            for (int k = 0; k < FRAMES; k++) {
                int f = series.images().get(k).frame();
                GreySlice slice = assertInstanceOf(GreySlice.class, stack.slice(k));
                assertEquals(100f * (f + 1) - 10 * f, slice.valueAt(1, 0), "slice " + k);
                VoiChoice first = slice.choices().getFirst();
                assertEquals(
                        new Window(100 * (f + 1), 100 * (f + 1)),
                        first.transform().window());
                assertEquals("FRAME " + f, first.explanation());
                assertEquals("WIDE", slice.choices().get(1).explanation());
            }
            // frame 1: values 170, 190, 230 in centre 200, width 200: 255 * (0.35, 0.45, 0.65)
            assertEquals(
                    List.of(89, 115, 166),
                    java.util.Arrays.stream(drawn((GreySlice) stack.slice(1)))
                            .boxed()
                            .toList());
            // frame 3: values 330, 370, 450, sigmoid of centre and width 400: 1 / (1 + exp(0.7)), exp(0.3), exp(-0.5)
            assertEquals(
                    List.of(85, 109, 159),
                    java.util.Arrays.stream(drawn((GreySlice) stack.slice(0)))
                            .boxed()
                            .toList());
        }
    }
}
