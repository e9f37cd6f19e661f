package org.radiloom.ui.shell;

import org.radiloom.ui.browse.BrowserActions;
import org.radiloom.ui.browse.EarlierStudy;
import org.radiloom.ui.browse.RecentPlace;
import org.radiloom.ui.desk.DeskActions;

/** What the list of studies asks for, handed on to the desk and the window. */
record BrowsingActions(DeskActions desk, Runnable image, Runnable skipped) implements BrowserActions {
    @Override
    public void showSeries(String id) {
        desk.showSeries(id);
    }

    @Override
    public void toImage() {
        image.run();
    }

    @Override
    public void openStudy(EarlierStudy study) {
        desk.openStudy(study);
    }

    @Override
    public void forget(EarlierStudy study) {
        desk.forget(study);
    }

    @Override
    public void openPlace(RecentPlace place) {
        desk.openPlace(place);
    }

    @Override
    public void forget(RecentPlace place) {
        desk.forget(place);
    }

    @Override
    public void openFolder() {
        desk.openFolder();
    }

    @Override
    public void openFiles() {
        desk.openFiles();
    }

    @Override
    public void showSkipped() {
        skipped.run();
    }
}
