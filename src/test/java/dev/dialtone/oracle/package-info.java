/** Real servers on made-up configurations, against what the model says of them. */
@NullMarked
package dev.dialtone.oracle;

import org.jspecify.annotations.NullMarked;
