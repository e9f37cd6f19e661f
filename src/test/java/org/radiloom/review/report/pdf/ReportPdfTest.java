package org.radiloom.review.report.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.review.report.Addendum;
import org.radiloom.review.report.Decision;
import org.radiloom.review.report.KeyImage;
import org.radiloom.review.report.MadeUpReport;
import org.radiloom.review.report.ReportContent;
import org.radiloom.review.report.ReportDraft;
import org.radiloom.review.report.ReportLanguage;
import org.radiloom.review.report.ReportNumber;
import org.radiloom.review.report.Signing;
import org.radiloom.review.report.Statement;
import org.radiloom.study.measure.ImageKey;

class ReportPdfTest {
    private static final Signing FIRST =
            new Signing(1, ReportDraft.Kind.REPORT, Optional.empty(), MadeUpReport.READER, MadeUpReport.WHEN);
    private final ReportPdf pdf = new ReportPdf("Radiloom 0.9.0");

    private static List<String> pages(byte[] bytes) throws Exception {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            List<String> pages = new ArrayList<>();
            for (int n = 1; n <= document.getNumberOfPages(); n++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(n);
                stripper.setEndPage(n);
                pages.add(stripper.getText(document));
            }
            return pages;
        }
    }

    private static void contains(String text, String... words) {
        for (String each : words) {
            assertTrue(text.contains(each), () -> each + " in:\n" + text);
        }
    }

    /** An impression over more than a page, 40 measurements, five key images, a decision of each kind, an addendum. */
    private static ReportContent longOne(ReportLanguage language) {
        boolean chinese = language == ReportLanguage.CHINESE;
        String sentence = chinese
                ? "肝脏轻度增大，回声弥漫性增强，后方回声衰减，肝内血管壁显示模糊（右叶为著）。"
                : "The liver is enlarged, its echogenicity diffusely raised, and the walls of the vessels are blurred. ";
        var rejected = MadeUpReport.grade().decide(Decision.reject("R", MadeUpReport.WHEN, "shadow"));
        var edited = MadeUpReport.grade().decide(Decision.edit("R", MadeUpReport.WHEN, Statement.of("severe")));
        var accepted = MadeUpReport.grade().decide(Decision.accept("R", MadeUpReport.WHEN));
        List<KeyImage> images = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            images.add(new KeyImage(
                    MadeUpReport.picture(n == 2 ? 300 : 640, n == 2 ? 600 : 480 - 40 * n),
                    n == 1 ? sentence : "",
                    new ImageKey("2.25.30", n)));
        }
        return MadeUpReport.liver(language)
                .withField("findings", "other", sentence.repeat(2) + "\n\n" + "A".repeat(200))
                .withNumbers(MadeUpReport.lengths(40))
                .withFindings(List.of(rejected, edited, accepted))
                .withImages(images)
                .withImpression(sentence.repeat(45) + (chinese ? "结束" : "The end."))
                .with(new Addendum(sentence, MadeUpReport.READER, MadeUpReport.WHEN));
    }

    @Test
    void thePaperSaysWhatTheReportSays() throws Exception {
        String text = String.join("", pages(pdf.bytes(MadeUpReport.liver(ReportLanguage.ENGLISH), Optional.of(FIRST))));
        contains(
                text,
                "Liver ultrasound",
                "Phantom, Paula",
                "P-4711",
                "2026-11-19",
                "Indication: Raised liver enzymes.",
                "Liver size: enlarged",
                "Lesion 1 1 Distance 10.25 mm",
                "Lesion 2 2 Distance 11.25 mm",
                "angle 2 Angle Measurement failure",
                "Fatty liver: mild",
                "accepted by the reader",
                "Model liver-steatosis 1.2.0, weights 0123456789ab",
                "Image 1: Right lobe",
                "Mild steatosis of an enlarged liver.",
                "Version 1",
                "Signed by Rita Reader, Radiologist on 2026-11-20 09:30 UTC");
        assertFalse(text.contains("DRAFT"), text);
    }

    @Test
    void chineseCanBeReadBackFromThePaper() throws Exception {
        String text = String.join("", pages(pdf.bytes(MadeUpReport.liver(ReportLanguage.CHINESE), Optional.of(FIRST))));
        contains(
                text,
                "肝脏超声",
                "患者编号",
                "检查目的：体检发现转氨酶升高。",
                "距离",
                "10.25 mm",
                "脂肪肝：轻度",
                "发现的确定性 61.25 %",
                "图 1：肝右叶",
                "轻度脂肪肝，肝脏增大。",
                "第 1 版",
                "第 1 页，共");
        assertFalse(text.contains("?"), text);
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyPageCarriesTheNoticeItsNumberAndTheVersion(ReportLanguage language) throws Exception {
        var second = new Signing(2, ReportDraft.Kind.ADDENDUM, Optional.of(1), MadeUpReport.READER, MadeUpReport.WHEN);
        List<String> pages = pages(pdf.bytes(longOne(language), Optional.of(second)));
        assertTrue(pages.size() >= 4, () -> pages.size() + " pages");
        for (int n = 0; n < pages.size(); n++) {
            contains(
                    pages.get(n),
                    language.notice(),
                    language.word("page", n + 1, pages.size()),
                    language.word("version.addendum", 2, 1),
                    "Rita Reader");
        }
        String all = String.join("", pages);
        for (int n = 1; n <= 40; n++) {
            contains(all, "Lesion " + n + " ");
        }
        contains(all, language == ReportLanguage.CHINESE ? "结束" : "The end.");
    }

    @Test
    void aDraftSaysSoOnEveryPageAndIsSignedByNobody() throws Exception {
        List<String> pages = pages(pdf.bytes(longOne(ReportLanguage.ENGLISH), Optional.empty()));
        for (String page : pages) {
            contains(page, "Draft, not signed");
            assertTrue(page.replace("\n", "").replace(" ", "").contains("DRAFT"), page);
            assertFalse(page.contains("Signed by"), page);
        }
    }

    @Test
    void anEditIsShownAsOneAndARejectionOnlyAsANumber() throws Exception {
        String text = String.join("", pages(pdf.bytes(longOne(ReportLanguage.ENGLISH), Optional.of(FIRST))));
        contains(text, "Fatty liver: severe", "Edited by the reader; the model said: mild");
        contains(text, "1 finding(s) of models were rejected");
        assertFalse(text.contains("shadow"), text);
    }

    @Test
    void whatNobodyDecidedIsNotSaid() throws Exception {
        ReportContent open = MadeUpReport.liver(ReportLanguage.ENGLISH).withFindings(List.of(MadeUpReport.grade()));
        String draft = String.join("", pages(pdf.bytes(open, Optional.empty())));
        contains(draft, "Fatty liver", "Not decided yet");
        assertFalse(draft.contains("Fatty liver: mild") || draft.contains("61.25"), draft);
    }

    @Test
    void hiddenPatientsAreNeitherOnThePaperNorInItsProperties() throws Exception {
        ReportContent content = MadeUpReport.liver(ReportLanguage.ENGLISH);
        byte[] open = pdf.bytes(content, Optional.of(FIRST));
        byte[] hidden = pdf.bytes(content.withSubject(MadeUpReport.PAULA.withoutPatient()), Optional.of(FIRST));
        assertTrue(String.join("", pages(open)).contains("Paula"));
        String text = String.join("", pages(hidden));
        contains(text, "hidden", "2026-11-19");
        for (String planted : List.of("Paula", "P-4711", "A-99", "2.25.1")) {
            assertFalse(text.contains(planted), planted);
            assertFalse(new String(hidden, StandardCharsets.ISO_8859_1).contains(planted), planted);
        }
        try (PDDocument document = Loader.loadPDF(open)) {
            var about = document.getDocumentInformation();
            assertEquals("Liver ultrasound", about.getTitle());
            assertEquals("Research use only, not for diagnosis", about.getSubject());
            for (String key : about.getMetadataKeys()) {
                assertFalse(String.valueOf(about.getPropertyStringValue(key)).contains("Paula"), key);
            }
        }
    }

    @Test
    void theSameReportGivesTheSameBytes() throws Exception {
        ReportContent content = MadeUpReport.liver(ReportLanguage.CHINESE);
        assertArrayEquals(pdf.bytes(content, Optional.of(FIRST)), pdf.bytes(content, Optional.of(FIRST)));
    }

    @Test
    void lettersThatNoFaceHasDoNotStopIt() throws Exception {
        ReportContent content = MadeUpReport.liver(ReportLanguage.ENGLISH)
                .withImpression("Tab\there, bell\u0007, \u202Eturned, emoji \uD83D\uDE00, half \uD83D.");
        contains(String.join("", pages(pdf.bytes(content, Optional.of(FIRST)))), "Tab", "bell, turned, emoji ?, half");
    }

    /** Nothing is drawn into the margins, and the pages lie in the build folder to be looked at. */
    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void nothingReachesTheMargins(ReportLanguage language) throws Exception {
        // one of them as a draft, whose mark runs across the page
        boolean draft = language == ReportLanguage.CHINESE;
        byte[] bytes = pdf.bytes(longOne(language), draft ? Optional.empty() : Optional.of(FIRST));
        Path folder = Files.createDirectories(Path.of("target", "report-pages"));
        Files.write(folder.resolve(language.id() + ".pdf"), bytes);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int n = 0; n < document.getNumberOfPages(); n++) {
                BufferedImage page = renderer.renderImageWithDPI(n, 72);
                ImageIO.write(
                        page,
                        "png",
                        folder.resolve(language.id() + "-" + (n + 1) + ".png").toFile());
                assertEquals(0, marked(page), "page " + (n + 1));
            }
        }
    }

    /** 2,000 wide characters are more than a page of a narrow column; a caption is as long as it may be. */
    @Test
    void aCellTallerThanAPageAndALongCaptionStayOnThePaper() throws Exception {
        var tall = new ReportNumber(
                "2.25.9", "肝".repeat(2000) + "尾", 1, Concepts.DISTANCE, "", OptionalDouble.of(1), "mm", "");
        byte[] bytes = pdf.bytes(
                MadeUpReport.liver(ReportLanguage.CHINESE)
                        .withNumbers(List.of(tall))
                        .withImages(List.of(new KeyImage(
                                MadeUpReport.picture(48, 480), "叶\n".repeat(200), new ImageKey("2.25.30", 0)))),
                Optional.of(FIRST));
        contains(String.join("", pages(bytes)), "尾");
        try (PDDocument document = Loader.loadPDF(bytes)) {
            for (int n = 0; n < document.getNumberOfPages(); n++) {
                BufferedImage page = new PDFRenderer(document).renderImageWithDPI(n, 72);
                ImageIO.write(
                        page,
                        "png",
                        Path.of("target", "report-pages", "tall-" + (n + 1) + ".png")
                                .toFile());
                assertEquals(0, marked(page), "page " + (n + 1));
            }
        }
    }

    /** Pixels of the margins, 36 above, 24 below, 50 at the sides, that are not white. */
    private static int marked(BufferedImage page) {
        int marked = 0;
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                boolean margin = x < 50 || x > page.getWidth() - 50 || y < 36 || y > page.getHeight() - 24;
                marked += margin && page.getRGB(x, y) != 0xffffffff ? 1 : 0;
            }
        }
        return marked;
    }
}
