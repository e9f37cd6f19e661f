package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.tool.Reach;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditOptions;
import org.radiloom.ui.edit.SegmentSteps;
import org.radiloom.ui.evidence.Evidence.Choice;
import org.radiloom.ui.evidence.Evidence.Kind;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.Target;
import org.testfx.util.WaitForAsyncUtils;

/** The pictures of the documentation: the real window with the samples of the shipped models, at two sizes. */
@Tag("ui")
@Tag("engine")
class ScreenshotsTest {
    private static final Path MODELS = Path.of("models");

    @TempDir
    Path folder;

    @Test
    void theWindowWithTheSampleAndItsMandible() throws Exception {
        Path sample = sample("mandible-ct");
        try (var window = WindowUnderTest.open(MODELS, folder)) {
            fx(() -> Screenshots.save(window.stage.getScene(), "window-empty"));
            fx(() -> window.workplace.desk().open(List.of(sample), true));
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Running running
                            && running.fraction() > 0.3
                    || window.models().inspector().analysis() instanceof Analysis.Done);
            fx(() -> Screenshots.save(window.stage.getScene(), "window-running"));
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done
                    || window.models().inspector().analysis() instanceof Analysis.Failed);
            assertEquals(new Analysis.Done(), window.models().inspector().analysis());
            // closer: the field of view is much wider than the head
            fx(() -> window.view().zoomSteps(4, 517, 400));
            window.robot.moveTo(window.viewport());
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "window"));
            fx(() -> {
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
                window.view().fit();
                window.view().zoomSteps(3, 500, 340);
            });
            WaitForAsyncUtils.waitForFxEvents();
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "window-small"));
            correcting(window);
        }
    }

    /** The mask of the model as a draft that is being corrected, with the spine beside it. */
    private static void correcting(WindowUnderTest window) throws Exception {
        fx(() -> {
            window.stage.setWidth(1600);
            window.stage.setHeight(1000);
            window.workplace.commands().run("correct.start");
        });
        var edit = window.models().tools().edit();
        window.until(() -> edit.on(window.view().stack())
                .filter(c -> c.counts().voxels(1) > 0)
                .isPresent());
        EditCase on = fx(() -> edit.on(window.view().stack()).orElseThrow());
        fx(() -> {
            new SegmentSteps(on).add("Spine", new CodedConcept("272673000", "SCT", "Bone"));
            int slice = window.view().slice();
            on.edit("grow", spine(on, slice));
            new SegmentSteps(on).lock(2);
            on.setLabel(1);
            edit.setOptions(o -> o.withRadiusMm(5).limitedTo(Optional.of(new EditOptions.Limit(200, 3071))));
            window.view().fit();
            window.view().zoomSteps(5, 517, 430);
        });
        window.untilPainted();
        window.robot.moveTo(fx(() -> window.viewport().localToScreen(500, 480)));
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), "correct"));
    }

    /** Paints bone in the posterior half that belongs to nothing yet. */
    private static Consumer<Canvas> spine(EditCase on, int slice) {
        Reach dense = Reach.values(on.images(), 180, 4000);
        return canvas -> {
            for (int k = Math.max(0, slice - 3); k < Math.min(on.grid().slices(), slice + 4); k++) {
                for (int j = on.grid().rows() * 3 / 7; j < on.grid().rows(); j++) {
                    for (int i = 0; i < on.grid().columns(); i++) {
                        if (canvas.label(i, j, k) == 0 && dense.allows(i, j, k)) {
                            canvas.set(i, j, k, 2);
                        }
                    }
                }
            }
        };
    }

    @Test
    void theWindowWithAGradedLiver() throws Exception {
        Path sample = sample("steatosis-us");
        try (var window = WindowUnderTest.open(MODELS, folder)) {
            var evidence = window.models().tools().evidence();
            fx(() -> window.workplace.desk().open(List.of(sample), true));
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done
                    || window.models().inspector().analysis() instanceof Analysis.Failed
                    || window.models().inspector().analysis() instanceof Analysis.Refused);
            assertEquals(new Analysis.Done(), window.models().inspector().analysis());
            fx(() -> evidence.choose(Choice.of(Kind.GRADES)));
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "grade"));
            fx(() -> {
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
            });
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "grade-small"));
            for (Kind kind : evidence.offered()) {
                String grade = kind == Kind.ACTIVATION
                        ? evidence.finding().orElseThrow().grade()
                        : "";
                fx(() -> evidence.choose(new Choice(kind, grade)));
                window.until(() -> evidence.evidence().isPresent());
                window.untilPainted();
                fx(() -> Screenshots.save(
                        window.stage.getScene(), "grade-" + kind.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void theWindowWithAnomalies() throws Exception {
        Path sample = sample("anomaly-universal");
        try (var window = WindowUnderTest.open(MODELS, folder)) {
            fx(() -> window.workplace.desk().open(List.of(sample)));
            window.untilPainted();
            fx(() -> window.workplace.desk().analyse(Target.ANOMALY, OptionalInt.empty()));
            window.until(() -> window.models().tools().anomaly().finding().isPresent());
            fx(() -> window.models().tools().anomaly().setComparing(true));
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "anomaly"));
            fx(() -> {
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
            });
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "anomaly-small"));
        }
    }

    /** The sample of a shipped package; skips the test where it is not there. */
    static Path sample(String id) throws Problem {
        Optional<ModelPackage> shipped = new ModelRegistry(MODELS)
                .list().packages().stream()
                        .filter(p -> p.card().id().equals(id))
                        .findFirst();
        assumeTrue(shipped.flatMap(ModelPackage::sample).isPresent(), "no model package " + id + " with a sample");
        return shipped.orElseThrow().sample().orElseThrow().input();
    }
}
