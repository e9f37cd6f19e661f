package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;

@Tag("engine")
class VolumeSegmenterTest {
    @TempDir
    static Path models;

    private static EngineRoom room;
    private static ModelPackage tiny;

    @BeforeAll
    static void open() throws Problem, IOException {
        room = new EngineRoom();
        tiny = TinyModel.write(models, "tiny");
    }

    @AfterAll
    static void close() {
        room.close();
    }

    /** Tissue from voxel 5 to 24 along columns and 5 to 19 along rows in air: 20 x 15 x 40 voxels of 4 x 4 x 3 mm. */
    private static ImageStack box() {
        Geometry grid = Geometry.axial(30, 30, 40, 4, 4, 3);
        short[] hu = new short[30 * 30 * 40];
        for (int at = 0; at < hu.length; at++) {
            int i = at % 30;
            int j = at / 30 % 30;
            hu[at] = (short) (i >= 5 && i < 25 && j >= 5 && j < 20 ? 60 : -1000);
        }
        return VolumeStack.ofShorts(grid, hu, ValueUnit.HOUNSFIELD);
    }

    @Test
    void everythingAboveTheWindowsBlackIsFoundAndTheProvenanceIsComplete() throws Problem {
        try (VolumeSegmenter segmenter = VolumeSegmenter.open(room, tiny)) {
            SegmentationFinding finding = segmenter.segment(box(), List.of("1.2.3"), Progress.NONE, f -> {});
            // the working grid has the source's spacing and is half a voxel (2 mm) off it at most, so the result is
            // the box, give or take one voxel of border: 20 x 15 columns and rows become 20..22 x 15..17
            double least = 20 * 15 * 40 * 48 / 1000.0;
            double most = 22 * 17 * 40 * 48 / 1000.0;
            assertTrue(finding.volumeCm3() >= least && finding.volumeCm3() <= most, finding.volumeCm3() + " cm3");
            assertTrue(finding.mask().contains(14, 12, 0));
            assertTrue(finding.mask().contains(14, 12, 39));
            assertFalse(finding.mask().contains(1, 1, 20));
            Provenance provenance = finding.provenance();
            assertEquals("tiny", provenance.modelId());
            assertEquals(tiny.verifyWeights(), provenance.sha256());
            assertEquals(List.of("1.2.3"), provenance.inputs());
            assertTrue(provenance.engine().startsWith("PyTorch"), provenance.engine());
            assertEquals("cpu", provenance.device());
            assertTrue(finding.complete());
            // the network says 4 to -4: 1 / (1 + e^-8) = .9997, in 255ths 1, and the same of the mirror image
            assertEquals(1f, finding.certainty().probability(14, 12, 20));
            assertEquals(40, finding.certainty().places().size());
            assertTrue(
                    finding.caution().orElseThrow().contains("is outside the 25 to 150 cm³"),
                    finding.caution().toString());
        }
    }

    @Test
    void aCancelledRunHandsOverWhatItFoundSoFarAndThenEnds() throws Problem {
        var parts = new ArrayList<SegmentationFinding>();
        var afterFirstBatch = new Progress() {
            private volatile boolean seen;

            @Override
            public void report(double fraction, String what) {
                seen |= what.matches("slice \\d+ of 40");
            }

            @Override
            public boolean cancelled() {
                return seen;
            }
        };
        try (VolumeSegmenter segmenter = VolumeSegmenter.open(room, tiny)) {
            assertThrows(
                    CancellationException.class,
                    () -> segmenter.segment(box(), List.of(), afterFirstBatch, parts::add));
        }
        assertEquals(1, parts.size());
        assertFalse(parts.getFirst().complete());
        assertTrue(parts.getFirst().caution().isEmpty(), "a part says nothing about the whole");
        assertTrue(parts.getFirst().mask().countInSlice(0) > 0);
        assertEquals(0, parts.getFirst().mask().countInSlice(39));
    }

    @Test
    void weightsWithOneChangedByteAreNotLoaded(@TempDir Path other) throws Problem, IOException {
        ModelPackage damaged = TinyModel.write(other, "damaged");
        byte[] bytes = Files.readAllBytes(damaged.weights());
        bytes[bytes.length - 1] ^= 1;
        Files.write(damaged.weights(), bytes);
        Problem problem = assertThrows(Problem.class, () -> VolumeSegmenter.open(room, damaged));
        assertEquals("model.changed", problem.code());
        assertEquals(Problem.Kind.MODEL, problem.kind());
    }

    @Test
    void theProcessorPassesItsSelfTest() throws Problem {
        ComputeDevice cpu = room.devices().getLast();
        assertEquals("cpu", cpu.id());
        assertTrue(cpu.usable(), cpu.selfTest());
    }
}
