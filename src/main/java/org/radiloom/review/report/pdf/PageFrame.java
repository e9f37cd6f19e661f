package org.radiloom.review.report.pdf;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.radiloom.review.report.Reader;
import org.radiloom.review.report.ReportContent;
import org.radiloom.review.report.ReportDraft;
import org.radiloom.review.report.ReportLanguage;
import org.radiloom.review.report.Signing;

/** What stands on every page: above what it is, below that it is not for diagnosis, who has signed it, and the page. */
final class PageFrame {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final float SIZE = 8.5f;
    private static final float MARK = 110;
    private static final float RIGHT = PdfFlow.LEFT + PdfFlow.WIDTH;

    private final PdfFlow flow;
    private final ReportContent content;
    private final Optional<Signing> signing;
    private final ReportLanguage words;

    PageFrame(PdfFlow flow, ReportContent content, Optional<Signing> signing) {
        this.flow = flow;
        this.content = content;
        this.signing = signing;
        this.words = content.language();
    }

    void write() throws IOException {
        List<PDPage> pages = flow.pages();
        for (int n = 0; n < pages.size(); n++) {
            if (signing.isEmpty()) {
                mark(pages.get(n));
            }
            try (var out = new PDPageContentStream(flow.document(), pages.get(n), AppendMode.APPEND, true, true)) {
                above(out);
                below(out, n + 1, pages.size());
            }
        }
    }

    private void above(PDPageContentStream out) throws IOException {
        float baseline = PdfFlow.TOP + 26;
        String version = version(signing, words);
        float room = PdfFlow.WIDTH - flow.fonts().width(version, SIZE) - 24;
        String who =
                content.subject().hidden() || content.subject().patientName().isBlank()
                        ? ""
                        : " · " + content.subject().patientName() + " "
                                + content.subject().patientId();
        String left = Lines.of(content.template().title() + who, room, SIZE, flow.fonts())
                .getFirst();
        flow.draw(out, left, PdfFlow.LEFT, baseline, SIZE, false, PdfFlow.GREY);
        right(out, version, baseline, signing.isEmpty());
        PdfFlow.line(out, PdfFlow.LEFT, RIGHT, baseline - 7, 0.7f);
    }

    private void below(PDPageContentStream out, int page, int pages) throws IOException {
        float line = PdfFlow.BOTTOM - 16;
        PdfFlow.line(out, PdfFlow.LEFT, RIGHT, line, 0.7f);
        flow.draw(out, words.notice(), PdfFlow.LEFT, line - 13, SIZE, true, PdfFlow.BLACK);
        right(out, words.word("page", page, pages), line - 13, false);
        String who = signing.map(each -> signed(each, words)).orElse(words.word("draft.line"));
        String fitting = Lines.of(who, PdfFlow.WIDTH, SIZE, flow.fonts()).getFirst();
        flow.draw(out, fitting, PdfFlow.LEFT, line - 26, SIZE, false, PdfFlow.GREY);
    }

    private void right(PDPageContentStream out, String text, float baseline, boolean bold) throws IOException {
        float x = RIGHT - flow.fonts().width(text, SIZE);
        flow.draw(out, text, x, baseline, SIZE, bold, bold ? PdfFlow.BLACK : PdfFlow.GREY);
    }

    /** Across the page and below all that is written, so that the words stay readable. */
    private void mark(PDPage page) throws IOException {
        String text = words.word("draft");
        try (var out = new PDPageContentStream(flow.document(), page, AppendMode.PREPEND, true, true)) {
            double turn = Math.toRadians(55);
            float half = flow.fonts().width(text, MARK) / 2;
            out.saveGraphicsState();
            out.transform(
                    Matrix.getRotateInstance(turn, PDRectangle.A4.getWidth() / 2, PDRectangle.A4.getHeight() / 2));
            flow.draw(out, text, -half, -MARK / 3, MARK, false, 0.93f);
            out.restoreGraphicsState();
        }
    }

    static String version(Optional<Signing> signing, ReportLanguage words) {
        if (signing.isEmpty()) {
            return words.word("draft");
        }
        Signing by = signing.get();
        if (by.parent().isEmpty()) {
            return words.word("version", by.version());
        }
        String key = by.kind() == ReportDraft.Kind.ADDENDUM ? "version.addendum" : "version.parent";
        return words.word(key, by.version(), by.parent().get());
    }

    static String signed(Signing signing, ReportLanguage words) {
        Reader by = signing.by();
        String who =
                by.role().isBlank() ? words.word("signed", by.name()) : words.word("signed.role", by.name(), by.role());
        return who + " " + words.word("signed.at", minute(signing.at()));
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
