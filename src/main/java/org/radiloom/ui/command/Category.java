package org.radiloom.ui.command;

/** What a command belongs to; the order is that of the list of shortcuts. */
public enum Category {
    FILES("category.files"),
    SLICES("category.slices"),
    IMAGE("category.image"),
    TOOLS("category.tools"),
    MEASURING("category.measuring"),
    CORRECTING("category.correcting"),
    LAYOUT("category.layout"),
    PLANES("category.planes"),
    ANALYSIS("category.analysis"),
    FINDINGS("category.findings"),
    PROGRAM("category.program");

    private final String name;

    Category(String name) {
        this.name = name;
    }

    /** Key of its name in the words. */
    public String words() {
        return name;
    }
}
