package org.radiloom.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.OwnFile;
import org.sqlite.SQLiteConfig;

/** One file of the index: its tables, and what is asked of them. Used by one thread at a time. */
final class IndexFile implements AutoCloseable {
    private static final int VERSION = 1;
    private static final int PATIENCE_MS = 3000;
    private static final List<String> TABLES = List.of(
            "CREATE TABLE study(uid TEXT PRIMARY KEY, patient_name TEXT NOT NULL, patient_id TEXT NOT NULL, date TEXT,"
                    + " description TEXT NOT NULL)",
            "CREATE TABLE series(id TEXT PRIMARY KEY, study_uid TEXT NOT NULL, modality TEXT NOT NULL, number INTEGER,"
                    + " description TEXT NOT NULL, images INTEGER NOT NULL)",
            "CREATE INDEX series_of_study ON series(study_uid)",
            "CREATE TABLE file(series_id TEXT NOT NULL, ordinal INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL,"
                    + " modified INTEGER NOT NULL, PRIMARY KEY(series_id, ordinal)) WITHOUT ROWID",
            "CREATE TABLE thumbnail(series_id TEXT PRIMARY KEY, argb BLOB NOT NULL)");

    /** A file of a series as it was when it was read. */
    private record Kept(String path, long size, long modified) {}

    private final Connection connection;

    private IndexFile(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a file, with its tables if it is new.
     *
     * @throws SQLException if it is damaged, or of another version of this program
     */
    static IndexFile open(Path file) throws SQLException, IOException {
        create(file);
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(PATIENCE_MS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        boolean usable = false;
        try {
            prepare(connection);
            usable = true;
        } finally {
            if (!usable) {
                connection.close();
            }
        }
        return new IndexFile(connection);
    }

    /** Readable by nobody but its owner: it holds names of patients. */
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.exists(file)) {
            return;
        }
        OwnFile.folders(folder);
        FileAttribute<?>[] own = Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, own);
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            try (ResultSet check = s.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    throw new SQLException("damaged");
                }
            }
            int version;
            try (ResultSet r = s.executeQuery("PRAGMA user_version")) {
                version = r.next() ? r.getInt(1) : 0;
            }
            if (version == 0) {
                // two windows may come at the same moment; the second finds the tables of the first
                s.execute("BEGIN IMMEDIATE");
                for (String table : TABLES) {
                    s.execute(table.replaceFirst("CREATE (TABLE|INDEX) ", "CREATE $1 IF NOT EXISTS "));
                }
                s.execute("PRAGMA user_version = " + VERSION);
                s.execute("COMMIT");
            } else if (version != VERSION) {
                throw new SQLException("version " + version);
            }
        }
    }

    private interface Changes {
        void make() throws SQLException, IOException;
    }

    private void inOneGo(Changes changes) throws SQLException, IOException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            changes.make();
            connection.commit();
            done = true;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement p = connection.prepareStatement(sql)) {
            for (int n = 0; n < values.length; n++) {
                p.setObject(n + 1, values[n]);
            }
            p.executeUpdate();
        }
    }

    /**
     * Takes a study in, or what is new of it. A series that is known with more images stays as it is known, as long as its
     * files are there: opening one file of a series must not forget the others.
     *
     * @param source what has to be opened to have a file again
     */
    void put(Study study, UnaryOperator<Path> source) throws SQLException, IOException {
        inOneGo(() -> {
            run(
                    "INSERT OR REPLACE INTO study VALUES(?,?,?,?,?)",
                    study.uid(),
                    study.patientName(),
                    study.patientId(),
                    study.date().map(LocalDate::toString).orElse(null),
                    study.description());
            for (Series series : study.series()) {
                put(series, source);
            }
        });
    }

    private void put(Series series, UnaryOperator<Path> source) throws SQLException, IOException {
        List<Kept> before = files(series.id());
        if (images(series.id()) > series.slices()
                && !before.isEmpty()
                && Files.exists(Path.of(before.getFirst().path()))) {
            return;
        }
        List<Kept> now = new ArrayList<>();
        Path last = null;
        for (ImageRef image : series.images()) {
            Path file = source.apply(image.file().toAbsolutePath());
            if (!file.equals(last)) {
                now.add(new Kept(
                        file.toString(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis()));
            }
            last = file;
        }
        run(
                "INSERT OR REPLACE INTO series VALUES(?,?,?,?,?,?)",
                series.id(),
                series.studyUid(),
                series.modality(),
                series.number().isPresent() ? series.number().getAsInt() : null,
                series.description(),
                series.slices());
        if (now.equals(before)) {
            return;
        }
        run("DELETE FROM file WHERE series_id=?", series.id());
        run("DELETE FROM thumbnail WHERE series_id=?", series.id());
        try (PreparedStatement p = connection.prepareStatement("INSERT INTO file VALUES(?,?,?,?,?)")) {
            for (int n = 0; n < now.size(); n++) {
                p.setString(1, series.id());
                p.setInt(2, n);
                p.setString(3, now.get(n).path());
                p.setLong(4, now.get(n).size());
                p.setLong(5, now.get(n).modified());
                p.addBatch();
            }
            p.executeBatch();
        }
    }

    private int images(String seriesId) throws SQLException {
        try (PreparedStatement p = connection.prepareStatement("SELECT images FROM series WHERE id=?")) {
            p.setString(1, seriesId);
            try (ResultSet r = p.executeQuery()) {
                return r.next() ? r.getInt(1) : 0;
            }
        }
    }

    private List<Kept> files(String seriesId) throws SQLException {
        List<Kept> all = new ArrayList<>();
        try (PreparedStatement p = connection.prepareStatement(
                "SELECT path, size, modified FROM file WHERE series_id=? ORDER BY ordinal")) {
            p.setString(1, seriesId);
            try (ResultSet r = p.executeQuery()) {
                while (r.next()) {
                    all.add(new Kept(r.getString(1), r.getLong(2), r.getLong(3)));
                }
            }
        }
        return all;
    }

    /** All studies, by patient and date, the latest first. */
    List<KnownStudy> studies() throws SQLException {
        List<KnownStudy> all = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("SELECT uid, patient_name, patient_id, date, description FROM study"
                        + " ORDER BY patient_name COLLATE NOCASE, patient_id, date DESC, uid")) {
            while (r.next()) {
                List<KnownStudy.KnownSeries> series = series(r.getString(1));
                var first = new LinkedHashSet<Path>();
                for (KnownStudy.KnownSeries each : series) {
                    first(each.id()).ifPresent(first::add);
                }
                if (!series.isEmpty()) {
                    all.add(new KnownStudy(
                            r.getString(1),
                            r.getString(2),
                            r.getString(3),
                            Optional.ofNullable(r.getString(4)).map(LocalDate::parse),
                            r.getString(5),
                            series,
                            List.copyOf(first)));
                }
            }
        }
        return all;
    }

    private List<KnownStudy.KnownSeries> series(String studyUid) throws SQLException {
        List<KnownStudy.KnownSeries> all = new ArrayList<>();
        try (PreparedStatement p =
                connection.prepareStatement("SELECT id, modality, number, description, images FROM series"
                        + " WHERE study_uid=? ORDER BY number IS NULL, number, id")) {
            p.setString(1, studyUid);
            try (ResultSet r = p.executeQuery()) {
                while (r.next()) {
                    int number = r.getInt(3);
                    all.add(new KnownStudy.KnownSeries(
                            r.getString(1),
                            r.getString(2),
                            r.wasNull() ? OptionalInt.empty() : OptionalInt.of(number),
                            r.getString(4),
                            r.getInt(5)));
                }
            }
        }
        return all;
    }

    private Optional<Path> first(String seriesId) throws SQLException {
        try (PreparedStatement p =
                connection.prepareStatement("SELECT path FROM file WHERE series_id=? AND ordinal=0")) {
            p.setString(1, seriesId);
            try (ResultSet r = p.executeQuery()) {
                return r.next() ? Optional.of(Path.of(r.getString(1))) : Optional.empty();
            }
        }
    }

    /** All files of a study, or the archives that hold them, each once. */
    List<Path> sources(String studyUid) throws SQLException {
        var sources = new TreeSet<Path>();
        for (KnownStudy.KnownSeries each : series(studyUid)) {
            files(each.id()).forEach(f -> sources.add(Path.of(f.path())));
        }
        return List.copyOf(sources);
    }

    void forget(String studyUid) throws SQLException, IOException {
        inOneGo(() -> {
            for (KnownStudy.KnownSeries each : series(studyUid)) {
                run("DELETE FROM file WHERE series_id=?", each.id());
                run("DELETE FROM thumbnail WHERE series_id=?", each.id());
                run("DELETE FROM series WHERE id=?", each.id());
            }
            run("DELETE FROM study WHERE uid=?", studyUid);
        });
    }

    void putThumbnail(String seriesId, byte[] argb) throws SQLException {
        run("INSERT OR REPLACE INTO thumbnail SELECT id, ? FROM series WHERE id=?", argb, seriesId);
    }

    byte @Nullable [] thumbnail(String seriesId) throws SQLException {
        try (PreparedStatement p = connection.prepareStatement("SELECT argb FROM thumbnail WHERE series_id=?")) {
            p.setString(1, seriesId);
            try (ResultSet r = p.executeQuery()) {
                return r.next() ? r.getBytes(1) : null;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
