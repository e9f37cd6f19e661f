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

    static Problem blank(Path file) {
        return Problem.input("study.blank", file.getFileName() + " is empty.", "Get the file again from its source.");
    }

    static Problem cut(Path file) {
        return Problem.input(
                "study.cut",
                file.getFileName() + " is cut short: it ends before its last pixel.",
                "Get the file again from its source.");
    }

    static Problem archive(Path file) {
        return Problem.input(
                "study.archive",
                file.getFileName() + " is an archive beside other files.",
                "Open it by itself to see what is in it.");
    }

    static Problem archiveLimit(Path zip, String what) {
        return Problem.input(
                "zip.limit",
                zip.getFileName() + " holds " + what + ".",
                "Unpack it with another program if you trust it.");
    }

    static Problem archiveLocked(Path zip, Throwable cause) {
        return Problem.input(
                "zip.locked",
                zip.getFileName() + " is protected by a password.",
                "Unpack it with another program and open the folder.",
                cause);
    }

    static Problem archiveDamaged(Path zip, Throwable cause) {
        return Problem.input(
                "zip.damaged",
                zip.getFileName() + " is damaged or no ZIP archive.",
                "Get the file again from its source.",
                cause);
    }

    static Problem noRoom(Path zip, Throwable cause) {
        return Problem.input(
                "zip.room",
                zip.getFileName() + " cannot be unpacked: the cache folder cannot be written or is full.",
                "Free some space on the disk.",
                cause);
    }

    static Problem entryLeadsOut(Path entry) {
        return Problem.input(
                "zip.path",
                entry.getFileName() + " was not unpacked: its name leads out of the archive's folder.",
                "Do not trust this archive.");
    }

    static Problem entryTooLarge(Path entry) {
        return Problem.input(
                "zip.bomb",
                entry.getFileName() + " was not unpacked: it grows far larger than its packed size allows.",
                "Unpack it with another program if you trust it.");
    }

    static Problem entryTwice(Path entry, Throwable cause) {
        return Problem.input(
                "zip.twice", entry.getFileName() + " is in the archive twice.", "Nothing needs to be done.", cause);
    }

    static Problem entryDamaged(Path entry, Throwable cause) {
        return Problem.input(
                "zip.entry",
                entry.getFileName() + " is damaged in the archive.",
                "Get the archive again from its source.",
                cause);
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
