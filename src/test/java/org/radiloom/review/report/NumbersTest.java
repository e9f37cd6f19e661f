package org.radiloom.review.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.dicom.sr.Concepts;

class NumbersTest {
    private static ReportNumber named(String thing, double value) {
        return new ReportNumber(
                "2.25.5", thing, 3, Concepts.ATTENUATION, "Mean", OptionalDouble.of(value), "[hnsf'U]", "");
    }

    private static final List<ReportNumber> ALL = List.of(
            named("=SUM(A1)", 0.1 + 0.2),
            named("'quoted, \"twice\"", -1e-300),
            named("two\r\nlines", Double.MAX_VALUE),
            named("肝右叶", -0.0),
            named("", 5),
            MadeUpReport.none());

    @Test
    void csvComesBackBitByBit() throws Exception {
        assertEquals(ALL, NumbersCsv.parse(NumbersCsv.of(ALL)));
    }

    @Test
    void jsonComesBackBitByBitAndCarriesTheNotice() throws Exception {
        String json = NumbersJson.of(ALL, ReportLanguage.ENGLISH);
        assertEquals(ALL, NumbersJson.parse(json));
        assertTrue(json.contains("Research use only, not for diagnosis"), json);
        assertTrue(NumbersJson.of(ALL, ReportLanguage.CHINESE).contains("仅供研究使用，不用于诊断"));
    }

    @Test
    void aSpreadsheetSeesNoFormulaInCsv() {
        assertTrue(NumbersCsv.of(ALL).contains(",'=SUM(A1),"), NumbersCsv.of(ALL));
    }

    @Test
    void otherFilesAreRefused() {
        assertThrows(IOException.class, () -> NumbersCsv.parse("a,b\r\n"));
        assertThrows(IOException.class, () -> NumbersCsv.parse(NumbersCsv.of(ALL) + "half,a,line\r\n"));
        assertThrows(IOException.class, () -> NumbersJson.parse("{\"format\":2}"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10.25, 10.25",
        "61.256, 61.26",
        "0.12345, 0.123",
        "1234.56, 1235",
        "123456, 123456",
        "-3.14159, -3.142",
        "0.000123, 0.00012"
    })
    void peopleReadFourDigits(double value, String words) {
        assertEquals(words, NumberWords.digits(value));
    }

    @Test
    void whatHasNoNumberSaysWhyInTheLanguageOfTheReport() {
        assertEquals("无法测量", NumberWords.value(MadeUpReport.none(), ReportLanguage.CHINESE));
        assertEquals("CT 值 (均值)", NumberWords.quantity(named("", 1), ReportLanguage.CHINESE));
        assertEquals("5.000 HU", NumberWords.value(named("", 5), ReportLanguage.ENGLISH));
    }
}
