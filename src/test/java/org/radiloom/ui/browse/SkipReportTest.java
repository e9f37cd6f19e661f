package org.radiloom.ui.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;

class SkipReportTest {
    private static final List<SkippedFile> FILES =
            List.of(new SkippedFile("/data/a \"b\".dcm", "cut, short"), new SkippedFile("=cmd.txt", "no image"));

    private static String report(String name) {
        return new String(SkipReport.of(FILES, name, Words.in(Language.ENGLISH)), StandardCharsets.UTF_8);
    }

    @Test
    void csvQuotesWhatItMustAndHoldsNoFormula() {
        assertEquals(
                "\uFEFF\"File\",\"Why\"\r\n\"/data/a \"\"b\"\".dcm\",\"cut, short\"\r\n\"'=cmd.txt\",\"no image\"\r\n",
                report("list.CSV"));
    }

    @Test
    void textHasAFileAndItsReasonOnTwoLines() {
        assertEquals(
                "2 files were not opened\n\n/data/a \"b\".dcm\n    cut, short\n=cmd.txt\n    no image\n",
                report("list.txt"));
    }
}
