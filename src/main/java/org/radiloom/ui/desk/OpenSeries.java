package org.radiloom.ui.desk;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;
import org.radiloom.study.VolumeGrade;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.browse.Thumbnail;
import org.radiloom.ui.inspect.Fact;
import org.radiloom.ui.measure.MeasureSubject;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Overlay;
import org.radiloom.ui.view.Presentation;

/** A series that can be shown; safe to use from several threads. */
public interface OpenSeries {
    SeriesItem item();

    Caption caption();

    /** What the Info panel lists. */
    List<Fact> facts();

    /**
     * The images; the middle one is in memory, the others come once {@link #want} has been called.
     *
     * @throws Problem if the middle slice cannot be read; may take a moment, so not for the FX thread
     */
    ImageStack stack() throws Problem;

    Presentation presentation();

    /** Loads slices in the background, {@code k} and its neighbours first; never blocks. */
    void want(int k);

    /**
     * Loads what comes after slice {@code k} while the series plays; never blocks.
     *
     * @param direction 1 towards the last slice, -1 towards the first
     * @param loops whether the first slice comes after the last
     */
    default void play(int k, int direction, boolean loops) {
        want(k);
    }

    /** Why slice {@code k} cannot be read; empty when it can, or when it has not been tried. */
    Optional<Problem> trouble(int k);

    /** Calls {@code listener} on any thread whenever a slice has come into memory. */
    void onSlice(Runnable listener);

    /** The same series with its values taken for Hounsfield units; empty where the files say what they are. */
    Optional<OpenSeries> asCt();

    /** The series that the files hold; of planes that are cut through one, that one. */
    default OpenSeries source() {
        return this;
    }

    /** Whether its slices are those of its source, in the same order. */
    default boolean ownSlices() {
        return true;
    }

    /** Whether planes in other directions can be cut, and if not, why. */
    default VolumeGrade volume() {
        return new VolumeGrade.Refused(VolumeGrade.Reason.NO_PLACE, "");
    }

    /** A structure in its source, whose mask this is, as it lies in the slices of this series. */
    default Overlay covered(Overlay overlay, Mask mask) {
        return overlay;
    }

    /** Gives up the memory of the slices; {@link #stack} brings them back. */
    void release();

    /**
     * The slices that a reader has marked as key images, also in earlier sessions.
     *
     * @throws Problem if they are kept and cannot be read
     */
    BitSet keyImages() throws Problem;

    /**
     * Keeps these slices as the key images.
     *
     * @throws Problem if they cannot be kept
     */
    void keepKeyImages(BitSet slices) throws Problem;

    /**
     * What measuring on its images needs to know; empty where nothing can be measured.
     *
     * @throws Problem if a header cannot be read; may take a moment, so not for the FX thread
     */
    default Optional<MeasureSubject> measuring() throws Problem {
        return Optional.empty();
    }

    /** A small picture of the middle slice; reads it if needed. */
    Thumbnail thumbnail() throws Problem;

    /**
     * Where an image of the same series is in this one, when more files of it have been found since.
     *
     * @param k slice of {@code before}
     */
    default int whereIs(OpenSeries before, int k) {
        return k;
    }

    /**
     * All DICOM attributes of the file that slice {@code k} comes from; none for files of another kind. Reads the file.
     *
     * @throws Problem if it cannot be read
     */
    default List<AttributeRow> attributes(int k) throws Problem {
        return List.of();
    }

    /**
     * What a DICOM segmentation of its images refers to and is placed on. Reads a header.
     *
     * @param grid the voxels that are drawn on, one slice for each image
     * @throws Problem if it cannot be read
     */
    default SourceSeries segmented(Geometry grid) throws Problem {
        return SourceSeries.of(grid);
    }
}
