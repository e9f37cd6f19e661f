package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Frame;
import org.radiloom.infer.FrameSegmenter;
import org.radiloom.model.InputNorm;
import org.radiloom.model.SegmentationInput;
import org.radiloom.problem.Problem;

class PictureInputTest {
    @TempDir
    private Path folder;

    @Test
    void aRegionModelSeesAFrameExactlyAsItsTrainingSawIt() throws Problem, java.io.IOException {
        Path png = UltrasoundPhantom.png(folder.resolve("in").resolve("us.png"), 3);
        int columns = UltrasoundPhantom.COLUMNS;
        int rows = UltrasoundPhantom.ROWS;
        Frame frame =
                Frame.of(PictureFile.read(png, 0), PictureFile.outline(png).bits());
        byte[] mask = new byte[columns * rows];
        mask[0] = 1;
        var image = VolumeStack.of(
                List.of(UltrasoundPhantom.grey(3)), java.util.Optional.empty(), org.radiloom.imaging.ValueUnit.RAW);
        for (InputNorm norm : InputNorm.values()) {
            SegmentationInput input = threeTimes(norm);
            LabelledPicture learned = LabelledPicture.of(
                    "s", "p", image, Mask.of(Geometry.axial(columns, rows, 1, 1, 1, 1), mask), 255, 96, input);
            float[] expected = new float[3 * 96 * 96];
            learned.copyNormalisedInput(0, expected, 0);
            assertArrayEquals(expected, FrameSegmenter.input(frame, input, 96));
        }
    }

    private static SegmentationInput threeTimes(InputNorm norm) {
        SegmentationInput jaw = SegmentationInput.mandible();
        return new SegmentationInput(
                "US",
                1,
                1,
                List.of(0.0, 0.0, 0.0),
                1,
                jaw.window(),
                32,
                jaw.acceptedInPlaneMm(),
                jaw.acceptedSliceMm(),
                norm,
                false);
    }
}
