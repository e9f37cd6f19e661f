package org.radiloom.ui.inspect;

/** One line about the series: what it is called and what it says. */
public record Fact(String name, String value) {}
