/** The report for other tools: JSON as {@code schema/findings.schema.json} describes it. */
@NullMarked
package dev.dialtone.report.json;

import org.jspecify.annotations.NullMarked;
