package org.radiloom.study;

import java.nio.file.Path;
import org.radiloom.problem.Problem;

/** The problems that importing and loading end in. */
final class StudyProblems {
    private StudyProblems() {}

    static Problem otherSize(Path file) {
        return Problem.input(
                "study.size",
                file.getFileName() + " holds an image of another size than its header says.",
                "Get the file again from its source.");
    }

    static Problem noImage(Path file) {
        return Problem.input(
                "study.no-image", file.getFileName() + " is DICOM but holds no image.", "Nothing needs to be done.");
    }

    static Problem segmentation(Path file) {
        return Problem.input(
                "study.segmentation",
                file.getFileName() + " holds a segmentation, not images.",
                "Open the study that it belongs to.");
    }

    static Problem duplicate(Path file) {
        return Problem.input(
                "study.duplicate",
                file.getFileName() + " is the same image as another file of the series.",
                "Nothing needs to be done.");
    }

    static Problem directory(Path file) {
        return Problem.input(
                "study.directory",
                file.getFileName() + " only lists other files of its folder.",
                "Nothing needs to be done.");
    }

    static Problem notThere(Path file) {
        return Problem.input(
                "study.not-there",
                file.getFileName() + " is listed in the DICOMDIR but is not there.",
                "Copy the whole medium, not the DICOMDIR alone.");
    }

    static Problem missing(Path path) {
        return Problem.usage("study.missing", path + " does not exist.", "Check the path.");
    }

    static Problem empty(Path path) {
        return Problem.input("study.empty", path + " holds no files.", "Choose the folder that holds the study.");
    }

    static Problem unreadable(Path path, Throwable cause) {
        return Problem.input("file.unreadable", path.getFileName() + " cannot be read.", "Check its rights.", cause);
    }

    static Problem memory(Throwable cause) {
        return Problem.input(
                "study.memory", "There is not enough memory for this image.", "Close other studies.", cause);
    }

    static Problem defect(Path file, Throwable cause) {
        return Problem.input(
                "study.defect",
                file.getFileName() + " could not be read because of an unexpected error.",
                "The log has the details.",
                cause);
    }

    static Problem interrupted(Throwable cause) {
        return Problem.input("study.interrupted", "Reading was interrupted.", "Open the series again.", cause);
    }
}
