package org.radiloom.imaging.measure;

/** What a reading tells about a shape. */
public enum Quantity {
    LENGTH,
    /** Distance along the rows of a region whose axes have different units, such as time. */
    ACROSS,
    /** Distance along the columns of a region whose axes have different units, such as velocity. */
    DOWN,
    /** Place of a point on the axis along the rows. */
    AT_ACROSS,
    /** Place of a point on the axis along the columns. */
    AT_DOWN,
    /** Between the arms, 0 to 180 degrees. */
    ANGLE,
    /** Between two lines without direction, 0 to 90 degrees. */
    COBB,
    AREA,
    PERIMETER,
    MEAN,
    /** Standard deviation of a sample (n - 1). */
    SD,
    MIN,
    MAX,
    COUNT,
    /** Of the pixel under a point. */
    VALUE
}
