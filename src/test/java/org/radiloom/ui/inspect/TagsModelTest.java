package org.radiloom.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.ui.words.PatientData;

class TagsModelTest {
    private static final AttributeRow NAME =
            new AttributeRow("(0010,0010)", "Patient's Name", "PatientName", "PN", "Doe^Jane", true, List.of());
    private static final AttributeRow ROWS =
            new AttributeRow("(0028,0010)", "Rows", "Rows", "US", "512", false, List.of());
    private static final AttributeRow CODE =
            new AttributeRow("(0008,0104)", "Code Meaning", "CodeMeaning", "LO", "Jane's jaw", false, List.of());
    private static final AttributeRow SEQUENCE = new AttributeRow(
            "(0008,2218)",
            "Anatomic Region Sequence",
            "AnatomicRegionSequence",
            "SQ",
            "1 item",
            false,
            List.of(new AttributeRow("", "Item 1 of 1", "", "", "", false, List.of(CODE))));

    private final PatientData patients = new PatientData();
    private final TagsModel model = new TagsModel(patients);

    private List<String> found(String text) {
        model.show(List.of(SEQUENCE, NAME, ROWS));
        model.search(text);
        return model.rows().stream().map(AttributeRow::tag).toList();
    }

    @Test
    void tagKeywordNameAndValueAreSearched() {
        assertEquals(List.of("(0008,2218)", "(0010,0010)", "(0028,0010)"), found(""));
        assertEquals(List.of("(0028,0010)"), found("0028,0010"));
        assertEquals(List.of("(0028,0010)"), found("(0028"));
        assertEquals(List.of("(0028,0010)"), found("00280010"));
        assertEquals(List.of("(0010,0010)"), found("patientname"));
        assertEquals(List.of("(0010,0010)"), found("PATIENT'S"));
        assertEquals(List.of("(0028,0010)"), found("512"));
        assertEquals(List.of(), found("nothing of the kind"));
    }

    @Test
    void whatIsFoundInASequenceComesWithWhatItLiesIn() {
        assertEquals(List.of("(0008,2218)", "(0010,0010)"), found("jane"));
        assertEquals(
                "(0008,0104)",
                model.rows().get(0).children().get(0).children().get(0).tag());
        assertEquals(3, TagsModel.count(model.rows()));
    }

    @Test
    void hiddenPatientsAreNeitherShownNorFoundNorCopied() {
        patients.setHidden(true);
        assertEquals(List.of("(0008,2218)"), found("jane"));
        assertEquals(List.of("(0010,0010)"), found("PatientName"));
        assertEquals(TagsModel.HIDDEN, model.rows().get(0).value());
        assertFalse(TagsModel.lines(model.rows()).contains("Doe"));
    }

    @Test
    void linesAreIndentedByTheirDepth() {
        model.show(List.of(SEQUENCE, ROWS));
        model.search("");
        assertEquals("""
                (0008,2218)\tSQ\tAnatomic Region Sequence\t1 item
                  Item 1 of 1
                    (0008,0104)\tLO\tCode Meaning\tJane's jaw
                (0028,0010)\tUS\tRows\t512
                """, TagsModel.lines(model.rows()));
    }
}
