package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.testfx.util.WaitForAsyncUtils;

/** One switch takes every name off the window. */
@Tag("ui")
class PatientDataTest {
    private static final String NAME = "Plantedname";

    @TempDir
    Path folder;

    @Test
    void withPatientDataHiddenNoTextInTheWindowHoldsAName() throws Exception {
        Path study = folder.resolve(NAME + " study");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(32, 32, 6, 4, 4, 4)).stack())
                .patient(NAME + "^Ada")
                .changed((k, d) -> d.string(org.radiloom.dicom.Tag.SERIES_DESCRIPTION, "Jaw of " + NAME)
                        .string(org.radiloom.dicom.Tag.STUDY_DESCRIPTION, "Seen by " + NAME)
                        .string(org.radiloom.dicom.Tag.PATIENT_ID, "ID-" + NAME))
                .writeTo(study);
        Files.writeString(study.resolve(NAME + ".txt"), "no image");
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder)) {
            fx(() -> window.workplace.desk().open(List.of(study)));
            window.until(() -> window.models().browser().items().size() == 1
                    && window.models().jobs().active().isEmpty());
            window.untilPainted();
            assertFalse(named(window).isEmpty(), "names are there to be hidden");
            fx(() -> window.models().patients().setHidden(true));
            fx(() -> window.workplace.desk().open(List.of(folder.resolve(NAME + " missing"))));
            window.until(() -> window.models().status().notice().isPresent());
            fx(() -> window.workplace.shell().showSkipped());
            WaitForAsyncUtils.waitForFxEvents();
            assertEquals(List.of(), named(window));
            assertTrue(texts(window.stage.getScene().getRoot()).contains("Patient 1"));
            fx(() -> Screenshots.save(window.stage.getScene(), "patient-hidden"));
            fx(() -> window.models().patients().setHidden(false));
            WaitForAsyncUtils.waitForFxEvents();
            assertFalse(named(window).isEmpty(), "they come back");
        }
    }

    private static List<String> named(WindowUnderTest window) {
        return fx(() -> {
            List<String> all = texts(window.stage.getScene().getRoot());
            all.add(String.valueOf(window.stage.getTitle()));
            return all.stream().filter(t -> t.contains(NAME)).toList();
        });
    }

    /** Every text below a node, with tooltips and what is read aloud. */
    private static List<String> texts(Node node) {
        List<String> all = new ArrayList<>();
        if (node.getAccessibleText() != null) {
            all.add(node.getAccessibleText());
        }
        switch (node) {
            case Text text -> all.add(text.getText());
            case TextInputControl input -> all.add(input.getText());
            case Labeled label -> {
                all.add(String.valueOf(label.getText()));
                Tooltip tooltip = label.getTooltip();
                if (tooltip != null) {
                    all.add(tooltip.getText());
                }
            }
            default -> {}
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> all.addAll(texts(child)));
        }
        return all;
    }
}
