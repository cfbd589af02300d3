/** What every report format needs: the interface, the options and the hiding of secrets. */
@NullMarked
package dev.dialtone.report;

import org.jspecify.annotations.NullMarked;
