package org.radiloom.model;

/**
 * A term of a coding scheme, as DICOM's code sequences want it (PS3.3 Table 8.8-1).
 *
 * @param scheme coding scheme designator, such as SCT for SNOMED CT
 * @param value code value, such as 91609006
 * @param meaning the term in words
 */
public record CodedTerm(String scheme, String value, String meaning) {}
