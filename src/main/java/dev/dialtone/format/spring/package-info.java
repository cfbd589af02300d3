/** Spring Boot's configuration files: settings, and the profiles under which they hold. */
@NullMarked
package dev.dialtone.format.spring;

import org.jspecify.annotations.NullMarked;
