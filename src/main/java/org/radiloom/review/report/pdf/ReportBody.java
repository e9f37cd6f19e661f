package org.radiloom.review.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.radiloom.review.report.Addendum;
import org.radiloom.review.report.FindingState;
import org.radiloom.review.report.KeyImage;
import org.radiloom.review.report.ModelUsed;
import org.radiloom.review.report.NumberWords;
import org.radiloom.review.report.ReportContent;
import org.radiloom.review.report.ReportLanguage;
import org.radiloom.review.report.ReportNumber;
import org.radiloom.review.report.ReportTemplate;
import org.radiloom.review.report.ReviewedFinding;
import org.radiloom.review.report.Signing;
import org.radiloom.review.report.Statement;
import org.radiloom.review.report.Subject;

/** What a report says, section by section. */
final class ReportBody {
    private static final float SIZE = 10;
    private static final float SMALL = 8.5f;
    private static final float INDENT = 10;
    private static final float IMAGE_GAP = 16;
    private static final float IMAGE_HEIGHT = 200;
    /** Enough of a weight's digest to tell one file from another by eye. */
    private static final int DIGEST = 12;

    private final PdfFlow flow;
    private final ReportContent content;
    private final Optional<Signing> signing;
    private final ReportLanguage words;

    ReportBody(PdfFlow flow, ReportContent content, Optional<Signing> signing) {
        this.flow = flow;
        this.content = content;
        this.signing = signing;
        this.words = content.language();
    }

    void write() throws IOException {
        flow.words(content.template().title(), 18, true, PdfFlow.BLACK, 0);
        flow.gap(8);
        subject(content.subject());
        for (ReportTemplate.Section section : content.template().sections()) {
            section(section);
        }
        for (Addendum each : content.addenda()) {
            heading(words.word("addendum"));
            flow.words(
                    words.word("addendum.by", each.by().name(), PageFrame.minute(each.at())),
                    SMALL,
                    false,
                    PdfFlow.GREY,
                    0);
            flow.words(each.text(), SIZE, false, PdfFlow.BLACK, 0);
        }
        heading(words.word("signature"));
        flow.words(
                signing.map(by -> PageFrame.signed(by, words) + "\n" + PageFrame.version(signing, words))
                        .orElse(words.word("not.signed")),
                SIZE,
                false,
                PdfFlow.BLACK,
                0);
    }

    private void subject(Subject subject) throws IOException {
        String hidden = words.word("patient.hidden");
        List<List<String>> pairs = new ArrayList<>();
        pair(pairs, "patient", subject.hidden() ? hidden : subject.patientName());
        pair(pairs, "patient.id", subject.hidden() ? hidden : subject.patientId());
        pair(pairs, "study.date", subject.studyDate());
        pair(pairs, "study.modality", subject.modality());
        pair(pairs, "study.accession", subject.accessionNumber());
        pair(pairs, "study.description", subject.studyDescription());
        float column = PdfFlow.WIDTH / 2;
        float label = 84;
        for (int n = 0; n < pairs.size(); n += 2) {
            List<List<String>> cells = new ArrayList<>();
            int lines = 1;
            for (int c = n; c < Math.min(n + 2, pairs.size()); c++) {
                List<String> cell = Lines.of(pairs.get(c).getLast(), column - label - 8, SIZE, flow.fonts());
                cells.add(cell);
                lines = Math.max(lines, cell.size());
            }
            float top = flow.y();
            for (int c = 0; c < cells.size(); c++) {
                float x = PdfFlow.LEFT + c * column;
                // on the baseline of the larger words beside it
                flow.at(pairs.get(n + c).getFirst(), x, top - (SIZE - SMALL), SMALL, false, PdfFlow.GREY);
                for (int l = 0; l < cells.get(c).size(); l++) {
                    flow.at(cells.get(c).get(l), x + label, top - l * SIZE * PdfFlow.LEADING, SIZE, false, 0.1f);
                }
            }
            flow.moveTo(top - lines * SIZE * PdfFlow.LEADING - 2);
        }
        flow.gap(4);
        flow.rule(0.7f);
    }

    private void pair(List<List<String>> pairs, String key, String text) {
        if (!text.isBlank()) {
            pairs.add(List.of(words.word(key), text));
        }
    }

    private void heading(String text) throws IOException {
        heading(text, 60);
    }

    /** @param room that it and what it stands above need on one page */
    private void heading(String text, float room) throws IOException {
        flow.gap(12);
        flow.need(room);
        flow.words(text, 12, true, PdfFlow.BLACK, 0);
        flow.gap(2);
    }

    private void section(ReportTemplate.Section section) throws IOException {
        List<ReportTemplate.Field> answered = section.fields().stream()
                .filter(field -> !text(section, field).isBlank())
                .toList();
        boolean nothing = section.holds() == ReportTemplate.Holds.TEXT && answered.isEmpty();
        if (nothing) {
            return;
        }
        boolean pictures = section.holds() == ReportTemplate.Holds.IMAGES
                && !content.images().isEmpty();
        heading(section.title(), pictures ? IMAGE_HEIGHT + 80 : 60);
        for (ReportTemplate.Field field : answered) {
            String label = field.label().equals(section.title()) ? "" : field.label() + words.word("label");
            flow.words(label + text(section, field), SIZE, false, PdfFlow.BLACK, 0);
            flow.gap(2);
        }
        switch (section.holds()) {
            case TEXT -> {}
            case MEASUREMENTS -> numbers(content.numbers(), "table.none");
            case FINDINGS -> findings();
            case IMAGES -> images();
            case IMPRESSION ->
                flow.words(
                        content.impression().isBlank() ? words.word("empty") : content.impression(),
                        11,
                        false,
                        PdfFlow.BLACK,
                        0);
        }
    }

    private String text(ReportTemplate.Section section, ReportTemplate.Field field) {
        return content.fields().getOrDefault(ReportTemplate.key(section.id(), field.id()), "");
    }

    private void numbers(List<ReportNumber> numbers, String none) throws IOException {
        if (numbers.isEmpty()) {
            flow.words(words.word(none), SIZE, false, PdfFlow.GREY, 0);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        String before = "";
        for (ReportNumber each : numbers) {
            boolean same = (each.trackingUid() + each.thing()).equals(before);
            rows.add(List.of(
                    same ? "" : thing(each.thing()),
                    same || each.slice() == 0 ? "" : String.valueOf(each.slice()),
                    NumberWords.quantity(each, words),
                    NumberWords.value(each, words)));
            before = each.trackingUid() + each.thing();
        }
        new PdfTable(
                        flow,
                        List.of(
                                words.word("table.thing"),
                                words.word("table.slice"),
                                words.word("table.quantity"),
                                words.word("table.value")),
                        List.of(0.32f, 0.1f, 0.35f, 0.23f))
                .of(rows);
    }

    /** Of a finding and a part of it both are said in the language of the report. */
    private String thing(String name) {
        return Arrays.stream(name.split(": ", 2)).map(words::said).collect(Collectors.joining(words.word("label")));
    }

    private void findings() throws IOException {
        boolean draft = signing.isEmpty();
        List<ReviewedFinding> shown = content.findings().stream()
                .filter(each ->
                        each.state().reported() || (draft && !each.state().decided()))
                .toList();
        if (shown.isEmpty()) {
            flow.words(words.word("findings.none"), SIZE, false, PdfFlow.GREY, 0);
        }
        for (ReviewedFinding each : shown) {
            finding(each);
        }
        long rejected = content.findings().stream()
                .filter(each -> each.state() == FindingState.REJECTED)
                .count();
        if (rejected > 0) {
            flow.words(words.word("finding.rejected", rejected), SMALL, false, PdfFlow.GREY, 0);
        }
    }

    private void finding(ReviewedFinding finding) throws IOException {
        flow.need(54);
        Optional<Statement> said = finding.reported();
        String headline = said.map(each -> words.word("label") + words.said(each.headline()))
                .orElse("");
        flow.words(words.said(finding.label()) + headline, SIZE, true, PdfFlow.BLACK, 0);
        flow.words(how(finding), SMALL, false, PdfFlow.GREY, INDENT);
        ModelUsed model = finding.model();
        String digest =
                model.sha256().substring(0, Math.min(DIGEST, model.sha256().length()));
        flow.words(
                words.word("finding.model", model.id(), model.version(), digest, model.startedAt()),
                SMALL,
                false,
                PdfFlow.GREY,
                INDENT);
        if (said.isPresent()) {
            for (String remark : said.get().remarks()) {
                flow.words(remark, SMALL, false, PdfFlow.GREY, INDENT);
            }
            if (!said.get().numbers().isEmpty()) {
                flow.gap(3);
                numbers(said.get().numbers(), "empty");
            }
        }
        flow.gap(8);
    }

    private String how(ReviewedFinding finding) {
        return switch (finding.state()) {
            case ACCEPTED -> words.word("finding.accepted");
            case EDITED ->
                words.word("finding.edited", words.said(finding.original().headline()));
            case DRAFT, REJECTED -> words.word("finding.undecided");
        };
    }

    /** Two beside each other, each with its caption below. */
    private void images() throws IOException {
        if (content.images().isEmpty()) {
            flow.words(words.word("images.none"), SIZE, false, PdfFlow.GREY, 0);
            return;
        }
        float width = (PdfFlow.WIDTH - IMAGE_GAP) / 2;
        for (int n = 0; n < content.images().size(); n += 2) {
            List<PDImageXObject> pictures = new ArrayList<>();
            List<List<String>> captions = new ArrayList<>();
            float tallest = 0;
            for (int c = n; c < Math.min(n + 2, content.images().size()); c++) {
                KeyImage each = content.images().get(c);
                PDImageXObject picture = PDImageXObject.createFromByteArray(
                        flow.document(), each.picture().bytes(), each.picture().sha256());
                pictures.add(picture);
                String caption = words.word("image", c + 1)
                        + (each.caption().isBlank() ? "" : words.word("label") + oneLine(each.caption()));
                List<String> wrapped = Lines.of(caption, width, SMALL, flow.fonts());
                captions.add(wrapped);
                tallest = Math.max(
                        tallest,
                        picture.getHeight() * scale(picture, width) + wrapped.size() * SMALL * PdfFlow.LEADING);
            }
            flow.need(tallest + 16);
            float top = flow.y() - 4;
            for (int c = 0; c < pictures.size(); c++) {
                PDImageXObject picture = pictures.get(c);
                float x = PdfFlow.LEFT + c * (width + IMAGE_GAP);
                float scale = scale(picture, width);
                flow.image(picture, x, top, picture.getWidth() * scale, picture.getHeight() * scale);
                for (int l = 0; l < captions.get(c).size(); l++) {
                    float at = top - picture.getHeight() * scale - 4 - l * SMALL * PdfFlow.LEADING;
                    flow.at(captions.get(c).get(l), x, at, SMALL, false, PdfFlow.BLACK);
                }
            }
            flow.moveTo(top - tallest - 12);
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static float scale(PDImageXObject picture, float width) {
        return Math.min(width / picture.getWidth(), IMAGE_HEIGHT / picture.getHeight());
    }
}
