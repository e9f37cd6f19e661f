package org.radiloom.study;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The studies that a scan has found so far; only series to which files were added are put together again. */
final class StudyCollection {
    /** Files of one series, and what they make. */
    private static final class Growing {
        private final List<FileHeader> files = new ArrayList<>();
        private final Set<String> instances = new HashSet<>();
        private List<Series> series = List.of();
        private boolean stale;
    }

    private static final class GrowingStudy {
        private final Map<String, Growing> dicom = new LinkedHashMap<>();
        private final List<Series> plain = new ArrayList<>();
        private final FileHeader.StudyHeader header;

        private GrowingStudy(FileHeader.StudyHeader header) {
            this.header = header;
        }
    }

    private final Map<String, GrowingStudy> studies = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final List<ImportReport.Skipped> skipped;

    /** @param skipped takes files that are there twice */
    StudyCollection(List<ImportReport.Skipped> skipped) {
        this.skipped = skipped;
    }

    void add(FileHeader h) {
        Growing series = studies.computeIfAbsent(h.study().uid(), uid -> new GrowingStudy(h.study()))
                .dicom
                .computeIfAbsent(h.seriesUid(), uid -> new Growing());
        if (h.sopInstanceUid().isEmpty() || series.instances.add(h.sopInstanceUid())) {
            series.files.add(h);
            series.stale = true;
            touched.add(h.study().uid());
        } else {
            skipped.add(ImportReport.Skipped.because(h.file(), StudyProblems.duplicate(h.file())));
        }
    }

    void add(Series plain) {
        String uid = plain.studyUid();
        studies.computeIfAbsent(uid, id -> new GrowingStudy(folder(id, plain)))
                .plain
                .add(plain);
        touched.add(uid);
    }

    private static FileHeader.StudyHeader folder(String uid, Series plain) {
        Path folder = plain.images().get(0).file().toAbsolutePath().getParent();
        String name = folder == null ? "" : String.valueOf(folder.getFileName());
        return new FileHeader.StudyHeader(uid, "", "", "", name, "");
    }

    /** The studies to which something was added since the last call, as far as they are known. */
    List<Study> news() {
        List<Study> news = touched.stream().map(this::study).toList();
        touched.clear();
        return news;
    }

    /** All studies, by patient and date; those of files that know no patient last. */
    List<Study> all() {
        List<Study> dicom = new ArrayList<>();
        List<Study> plain = new ArrayList<>();
        studies.forEach((uid, found) -> (found.dicom.isEmpty() ? plain : dicom).add(study(uid)));
        dicom.sort(Comparator.comparing(Study::patientName)
                .thenComparing(Study::patientId)
                .thenComparing(s -> s.date().orElse(LocalDate.MIN)));
        dicom.addAll(plain);
        return dicom;
    }

    private Study study(String uid) {
        GrowingStudy found = studies.get(uid);
        if (found == null) {
            throw new IllegalArgumentException("no such study");
        }
        List<Series> series = new ArrayList<>();
        for (Growing each : found.dicom.values()) {
            if (each.stale) {
                each.series = SeriesAssembler.series(each.files);
                each.stale = false;
            }
            series.addAll(each.series);
        }
        series.sort(Comparator.comparingInt((Series s) -> s.number().orElse(Integer.MAX_VALUE)));
        series.addAll(found.plain);
        FileHeader.StudyHeader h = found.header;
        return new Study(uid, h.patientName(), h.patientId(), date(h.date()), h.description(), h.accession(), series);
    }

    private static Optional<LocalDate> date(String text) {
        return SeriesAssembler.date(text);
    }
}
