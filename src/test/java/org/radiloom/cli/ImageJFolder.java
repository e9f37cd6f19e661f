package org.radiloom.cli;

import ij.plugin.FolderOpener;
import org.radiloom.infer.ProcessMemory;

/** ImageJ in a process of its own: opens a folder of DICOM files and prints what that took. */
final class ImageJFolder {
    private ImageJFolder() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        var stack = FolderOpener.open(args[0]);
        System.out.println("wholeSeriesMs=" + (System.nanoTime() - start) / 1_000_000);
        System.out.println("slices=" + stack.getStackSize());
        Thread.sleep(1000);
        System.out.println("residentMiB=" + ProcessMemory.currentMib().orElse(0));
        System.exit(0);
    }
}
