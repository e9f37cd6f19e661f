package org.radiloom.ui.browse;

/** What the list of studies asks for. */
public interface BrowserActions {
    /** Shows a series of the list. */
    void showSeries(String id);

    /** Gives the keys to the image. */
    void toImage();

    /** Opens a study that was opened before, and shows its first series. */
    void openStudy(EarlierStudy study);

    /** Takes a study off the list; its files stay where they are. */
    void forget(EarlierStudy study);

    /** Opens what was opened before. */
    void openPlace(RecentPlace place);

    /** Takes a place off the list; what lies there stays. */
    void forget(RecentPlace place);

    /** Asks for a folder and opens it. */
    void openFolder();

    /** Asks for files and opens them. */
    void openFiles();

    /** Lists the files that were not opened. */
    void showSkipped();
}
