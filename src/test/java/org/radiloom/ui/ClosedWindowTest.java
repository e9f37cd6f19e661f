package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.testfx.util.WaitForAsyncUtils;

@Tag("ui")
class ClosedWindowTest {
    @TempDir
    Path folder;

    /** Nothing that runs on, no listener and no timer, keeps a window that is gone, with all its images. */
    @Test
    void aWindowThatIsClosedGivesItsMemoryBack() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(64, 64, 24, 3, 3, 3)).stack())
                .writeTo(folder.resolve("study"));
        WeakReference<Workplace> gone = openAndClose();
        for (int n = 0; n < 50 && gone.get() != null; n++) {
            System.gc();
            Thread.sleep(100);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertNull(gone.get());
    }

    private WeakReference<Workplace> openAndClose() throws Exception {
        try (var window = WindowUnderTest.open(folder.resolve("none"), folder)) {
            fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
            window.until(() -> window.view().stack().isPresent());
            window.untilPainted();
            return new WeakReference<>(window.workplace);
        }
    }
}
