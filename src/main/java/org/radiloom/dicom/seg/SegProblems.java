package org.radiloom.dicom.seg;

import org.radiloom.problem.Problem;

/** What can be wrong with segmentation objects, and what to do about it. */
final class SegProblems {
    private SegProblems() {}

    static Problem otherSpace(String name) {
        return Problem.input(
                "seg.space",
                name + " was drawn in another space (frame of reference) than the open series.",
                "Open the series that the segmentation was made from.");
    }

    static Problem elsewhere(String name) {
        return Problem.input(
                "seg.elsewhere",
                name + " and the open series have no voxel in common.",
                "Open the series that the segmentation was made from.");
    }

    static Problem placeless(String name, int frame) {
        return Problem.input(
                "seg.place",
                "Frame " + (frame + 1) + " of " + name
                        + " says neither where it lies nor on which one image of the open series it was drawn.",
                "Open the series that the segmentation was made from.");
    }

    static Problem otherSize(String name, String size, String wanted) {
        return Problem.input(
                "seg.size",
                name + " has frames of " + size + " pixels, but the open series has " + wanted + ".",
                "Open the series that the segmentation was made from.");
    }

    static Problem tiled(String name) {
        return Problem.input(
                "seg.tiled",
                name + " is a segmentation of a microscope slide; its tiles lie on no grid of slices.",
                "Use a program for whole-slide images.");
    }

    static Problem tooMany(String name, int segments) {
        return Problem.input(
                "seg.many",
                name + " has " + segments + " segments; 255 is the most that can be open at once.",
                "Split the segmentation into several files.");
    }

    static Problem notDescribed(String name, int frames, int described) {
        return Problem.input(
                "seg.frames",
                name + " has " + frames + " frames, but says of " + described + " where they belong.",
                "Export the segmentation again.");
    }

    static Problem noOwnGrid(String name) {
        return Problem.input(
                "seg.grid",
                "The frames of " + name + " are not parallel planes at even distances.",
                "Open the series that the segmentation was made from, and read it onto that.");
    }

    static Problem noSegment(String name, int number) {
        return Problem.input("seg.segment", name + " has no segment " + number + ".", "Choose one of its segments.");
    }

    static Problem notOnGrid(String name) {
        return Problem.input(
                "seg.grid",
                name + " does not lie on the voxels of the open series.",
                "Open the series that the segmentation was made from.");
    }
}
