package org.radiloom.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.imaging.LossyCoding;
import org.radiloom.study.GeometryWarning;
import org.radiloom.study.Series;
import org.radiloom.study.Study;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.inspect.Fact;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.words.PatientData;
import org.radiloom.ui.words.Words;

/** What the window says about a series. */
final class SeriesWords {
    /** DICOM's terms for codings (PS3.3 C.7.6.1.1.5.1) and what people call them. */
    private static final Map<String, String> CODINGS = Map.of(
            "ISO_10918_1", "JPEG",
            "ISO_14495_1", "JPEG-LS",
            "ISO_15444_1", "JPEG 2000",
            "ISO_15444_15", "HTJ2K",
            "ISO_13818_2", "MPEG-2",
            "ISO_14496_10", "MPEG-4 AVC",
            "ISO_23008_2", "HEVC");

    private final Study study;
    private final Series series;
    private final Words words;
    private final PatientData patients;

    SeriesWords(Study study, Series series, Words words, PatientData patients) {
        this.study = study;
        this.series = series;
        this.words = words;
        this.patients = patients;
    }

    SeriesItem item() {
        return new SeriesItem(
                series.id(),
                patient(),
                examination(),
                title(),
                detail(),
                new SeriesItem.Facets(study.uid(), study.patientId(), series.modality(), study.date()));
    }

    private String patient() {
        if (patients.hidden()) {
            return patients.patient(study.patientName() + '\n' + study.patientId(), words);
        }
        if (!study.patientName().isBlank()) {
            return study.patientName();
        }
        return study.patientId().isBlank() ? words.of("series.nobody") : study.patientId();
    }

    private String examination() {
        if (patients.hidden()) {
            return patients.study(series.studyUid(), words);
        }
        return joined("  ", study.date().map(Object::toString).orElse(""), study.description());
    }

    private String title() {
        // descriptions and names of files are written by people, who write names
        if (!patients.hidden() && !series.description().isBlank()) {
            return series.description();
        }
        if (!patients.hidden() && series.source() != Series.Source.DICOM) {
            Path name = series.images().get(0).file().getFileName();
            return String.valueOf(name);
        }
        return series.number().isPresent()
                ? words.of("series.number", series.number().getAsInt())
                : words.of("series.untitled");
    }

    private String detail() {
        return joined(" · ", modality(), words.of("series.images", series.slices()));
    }

    private String modality() {
        return switch (series.source()) {
            case DICOM -> series.modality();
            case NIFTI -> joined(" ", series.modality(), "NIfTI");
            case NRRD -> joined(" ", series.modality(), "NRRD");
            case PICTURE -> words.of("series.picture");
        };
    }

    Caption caption() {
        if (patients.hidden()) {
            return new Caption(List.of(patient()), lines(examination(), title()));
        }
        List<String> who = lines(study.patientName(), study.patientId());
        List<String> what = lines(study.date().map(Object::toString).orElse(""), study.description(), title());
        return new Caption(who, what);
    }

    /** @param lossy what the images have lost by compression, as far as it has been looked at */
    List<Fact> facts(Optional<LossyCoding> lossy) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.of("fact.modality"), joined(" ", modality(), series.bodyPart())));
        facts.add(new Fact(words.of("fact.images"), words.number(series.slices(), 0)));
        facts.add(new Fact(
                words.of("fact.matrix"),
                words.of("fact.times", words.number(series.columns(), 0), words.number(series.rows(), 0))));
        series.spacing()
                .ifPresent(s -> facts.add(new Fact(
                        words.of("fact.pixel"),
                        words.of("fact.times.mm", words.number(s.columnMm(), 2), words.number(s.rowMm(), 2)))));
        series.geometry()
                .filter(g -> g.slices() > 1)
                .ifPresent(g -> facts.add(
                        new Fact(words.of("fact.distance"), words.of("fact.mm", words.number(g.sliceSpacingMm(), 2)))));
        facts.add(new Fact(words.of("fact.depth"), words.of("fact.bits", series.bitsStored())));
        Optional.of(series.unit().symbol())
                .filter(unit -> !unit.isEmpty())
                .ifPresent(unit -> facts.add(new Fact(words.of("fact.unit"), unit)));
        lossy.ifPresent(l -> facts.add(new Fact(words.of("fact.lossy"), steps(l))));
        for (GeometryWarning warning : series.warnings()) {
            facts.add(new Fact(words.of("fact.warning"), warning(warning)));
        }
        return facts;
    }

    /** Each step of compression with its name and its ratio, as far as the file states them. */
    private String steps(LossyCoding lossy) {
        List<String> steps = new ArrayList<>();
        for (int n = 0; n < Math.max(lossy.ratios().size(), lossy.methods().size()); n++) {
            String method = n < lossy.methods().size() ? lossy.methods().get(n) : "";
            String ratio =
                    n < lossy.ratios().size() ? words.number(lossy.ratios().get(n), 1) + ":1" : "";
            steps.add(joined(" ", CODINGS.getOrDefault(method, method), ratio));
        }
        return steps.isEmpty() ? words.of("fact.lossy.unsaid") : String.join(", ", steps);
    }

    private String warning(GeometryWarning warning) {
        String what =
                switch (warning.kind()) {
                    case NO_PLACE -> words.of("warning.no.place");
                    case NO_SPACING -> words.of("warning.no.spacing");
                    case DETECTOR_SPACING -> words.of("warning.detector");
                    case UNEVEN_SPACING -> words.of("warning.uneven");
                    case MISSING_SLICES -> words.of("warning.missing");
                    case REPEATED_POSITIONS -> words.of("warning.repeated");
                    case MIXED_ORIENTATION -> words.of("warning.mixed");
                    case TILTED -> words.of("warning.tilted");
                    case NO_THICKNESS -> words.of("warning.no.thickness");
                };
        return warning.detail().isBlank() ? what : words.of("warning.detail", what, warning.detail());
    }

    /** What is there, each thing once: many files repeat the name as the id, and the study as the series. */
    private static List<String> lines(String... all) {
        return List.of(all).stream().filter(s -> !s.isBlank()).distinct().toList();
    }

    private static String joined(String between, String... parts) {
        return String.join(between, lines(parts));
    }
}
