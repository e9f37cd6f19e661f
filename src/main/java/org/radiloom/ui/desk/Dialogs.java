package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the reader for places on disk. */
public interface Dialogs {
    /** A folder; empty when the reader changes their mind. */
    Optional<Path> folder(String title);

    /** Some files; none when the reader changes their mind. */
    List<Path> files(String title);

    /**
     * Where to write a file; empty when the reader changes their mind. The suggested name says by its end what kind it is; one without
     * an end is a folder that is to be made.
     */
    Optional<Path> saveAs(String title, String suggestedName);
}
