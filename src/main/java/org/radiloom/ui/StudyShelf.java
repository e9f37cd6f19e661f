package org.radiloom.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.job.Progress;
import org.radiloom.study.Importer;
import org.radiloom.study.KnownStudy;
import org.radiloom.study.RecentPlaces;
import org.radiloom.study.StudyIndex;
import org.radiloom.ui.browse.EarlierStudy;
import org.radiloom.ui.browse.RecentPlace;
import org.radiloom.ui.browse.Thumbnail;
import org.radiloom.ui.desk.Shelf;
import org.radiloom.ui.words.PatientData;
import org.radiloom.ui.words.Words;

/** What was opened before on this machine, in the words of the window. */
final class StudyShelf implements Shelf {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int SHOWN_PLACES = 50;

    private final StudyIndex index;
    private final RecentPlaces places;
    private final Importer importer;
    private final Words words;
    private final PatientData patients;
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    StudyShelf(StudyIndex index, RecentPlaces places, Importer importer, Words words, PatientData patients) {
        this.index = index;
        this.places = places;
        this.importer = importer;
        this.words = words;
        this.patients = patients;
    }

    @Override
    public Content content() {
        return new Content(
                index.studies().stream().map(this::earlier).toList(),
                places.all().stream().limit(SHOWN_PLACES).map(this::place).toList());
    }

    private EarlierStudy earlier(KnownStudy study) {
        boolean hidden = patients.hidden();
        String kinds = String.join(", ", study.modalities());
        String count = words.of("browser.earlier.count", study.series().size(), study.images());
        String folder = String.valueOf(study.firstFiles().getFirst().getParent());
        return new EarlierStudy(
                study.uid(),
                hidden ? patients.patient(study.patientName() + '\n' + study.patientId(), words) : patient(study),
                study.patientId(),
                hidden ? patients.study(study.uid(), words) : examination(study),
                study.date(),
                study.modalities(),
                kinds.isEmpty() ? count : kinds + " · " + count,
                study.series().getFirst().id(),
                patients.file(folder, words),
                study.present());
    }

    private String patient(KnownStudy study) {
        if (!study.patientName().isBlank()) {
            return study.patientName();
        }
        return study.patientId().isBlank() ? words.of("series.nobody") : study.patientId();
    }

    private String examination(KnownStudy study) {
        String date = study.date().map(LocalDate::toString).orElse("");
        String line = (date + "  " + study.description()).trim();
        return line.isEmpty() ? words.of("series.untitled") : line;
    }

    private RecentPlace place(RecentPlaces.Place place) {
        Path first = place.paths().getFirst();
        int more = place.paths().size() - 1;
        String name = String.valueOf(first.getFileName() == null ? first : first.getFileName());
        boolean folder = Files.isDirectory(first);
        boolean archive = name.toLowerCase(Locale.ROOT).endsWith(".zip");
        return new RecentPlace(
                place.paths(),
                patients.file(more > 0 ? words.of("recent.more", name, more) : name, words),
                first.getParent() == null || patients.hidden()
                        ? ""
                        : first.getParent().toString(),
                when(place),
                folder ? RecentPlace.Kind.FOLDER : archive ? RecentPlace.Kind.ARCHIVE : RecentPlace.Kind.FILES,
                Files.exists(first));
    }

    private String when(RecentPlaces.Place place) {
        LocalDateTime then = LocalDateTime.ofInstant(place.opened(), ZoneId.systemDefault());
        LocalDate today = LocalDate.now(clock);
        if (then.toLocalDate().equals(today)) {
            return words.of("recent.today", TIME.format(then));
        }
        return then.toLocalDate().equals(today.minusDays(1))
                ? words.of("recent.yesterday", TIME.format(then))
                : then.toLocalDate().toString();
    }

    @Override
    public List<Path> sources(EarlierStudy study) {
        return index.sources(study.uid());
    }

    @Override
    public void opened(List<Path> paths) {
        places.opened(paths, clock.instant());
    }

    @Override
    public void forget(EarlierStudy study) {
        index.forget(study.uid());
    }

    @Override
    public void forget(RecentPlace place) {
        places.all().stream()
                .filter(p -> p.paths().equals(place.paths()))
                .findFirst()
                .ifPresent(places::forget);
    }

    @Override
    public Optional<Thumbnail> picture(String seriesId) {
        return index.thumbnail(seriesId)
                .filter(argb -> argb.length == Thumbnail.SIDE * Thumbnail.SIDE)
                .map(Thumbnail::new);
    }

    @Override
    public void keepPicture(String seriesId, Thumbnail picture) {
        index.putThumbnail(seriesId, picture.argb());
    }

    @Override
    public boolean lost() {
        return index.lost() && !places.all().isEmpty();
    }

    @Override
    public void lookAgain(Progress progress) {
        index.rebuild(
                places.all().reversed().stream().map(RecentPlaces.Place::paths).toList(), importer, progress);
    }
}
