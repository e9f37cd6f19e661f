package org.radiloom.review.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a report says; immutable.
 *
 * @param studyUid that it is about
 * @param template the form that it was written in, as it was then
 * @param language of its words
 * @param subject patient and study
 * @param fields texts of the form by {@code section.field}
 * @param numbers what the reader has measured
 * @param findings of models, whatever was decided about them
 * @param images key images
 * @param impression in the reader's words
 * @param addenda later words, oldest first
 */
public record ReportContent(
        String studyUid,
        ReportTemplate template,
        ReportLanguage language,
        Subject subject,
        Map<String, String> fields,
        List<ReportNumber> numbers,
        List<ReviewedFinding> findings,
        List<KeyImage> images,
        String impression,
        List<Addendum> addenda) {
    public ReportContent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        numbers = List.copyOf(numbers);
        findings = List.copyOf(findings);
        images = List.copyOf(images);
        addenda = List.copyOf(addenda);
    }

    /** An empty form. */
    public static ReportContent blank(
            String studyUid, ReportTemplate template, ReportLanguage language, Subject subject) {
        return new ReportContent(
                studyUid,
                template,
                language,
                subject,
                template.texts(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    public ReportContent withSubject(Subject other) {
        return new ReportContent(
                studyUid, template, language, other, fields, numbers, findings, images, impression, addenda);
    }

    public ReportContent withField(String section, String field, String text) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(ReportTemplate.key(section, field), text);
        return new ReportContent(
                studyUid, template, language, subject, more, numbers, findings, images, impression, addenda);
    }

    public ReportContent withNumbers(List<ReportNumber> other) {
        return new ReportContent(
                studyUid, template, language, subject, fields, other, findings, images, impression, addenda);
    }

    public ReportContent withFindings(List<ReviewedFinding> other) {
        return new ReportContent(
                studyUid, template, language, subject, fields, numbers, other, images, impression, addenda);
    }

    public ReportContent withImages(List<KeyImage> other) {
        return new ReportContent(
                studyUid, template, language, subject, fields, numbers, findings, other, impression, addenda);
    }

    public ReportContent withImpression(String other) {
        return new ReportContent(
                studyUid, template, language, subject, fields, numbers, findings, images, other, addenda);
    }

    private ReportContent withAddenda(List<Addendum> other) {
        return new ReportContent(
                studyUid, template, language, subject, fields, numbers, findings, images, impression, other);
    }

    public ReportContent with(Addendum addendum) {
        List<Addendum> more = new ArrayList<>(addenda);
        more.add(addendum);
        return withAddenda(more);
    }

    /** Whether another says the same and adds no more than addenda at the end. */
    boolean addsOnly(ReportContent other) {
        return other.addenda.size() > addenda.size()
                && other.addenda.subList(0, addenda.size()).equals(addenda)
                && withAddenda(List.of()).equals(other.withAddenda(List.of()));
    }

    /** A decision about a finding. */
    public ReportContent decide(String findingId, Decision decision) {
        return withFindings(findings.stream()
                .map(each -> each.id().equals(findingId) ? each.decide(decision) : each)
                .toList());
    }

    public Optional<ReviewedFinding> finding(String id) {
        return findings.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** All numbers that the report says, those of the reader first. */
    public List<ReportNumber> reportedNumbers() {
        List<ReportNumber> all = new ArrayList<>(numbers);
        findings.forEach(each -> each.reported().ifPresent(said -> all.addAll(said.numbers())));
        return all;
    }

    /** SHA-256 of all that it says, lower-case hex; the same in every run. */
    public String digest() {
        return Sha256.of(ReportJson.tree(this).toString());
    }

    /** The form only: what readers write must not reach a log. */
    @Override
    public String toString() {
        return "ReportContent[" + template.id() + "]";
    }
}
