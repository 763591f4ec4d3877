@echo off
rem Starts Eckart. JAVA_HOME chooses the Java, ECKART_JAVA_OPTS adds options for it.
setlocal
set "HOME_DIR=%~dp0.."

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  set "JAVA=java.exe"
)
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo eckart: error: no Java found; install Java 17 or later, or set JAVA_HOME 1>&2
  exit /b 1
)

set "VERSION=0"
for /f "tokens=3" %%v in ('^""%JAVA%" -version 2^>^&1 ^| findstr /c:" version "^"') do (
  for /f "delims=.-+ tokens=1" %%m in ("%%~v") do set "VERSION=%%m"
)
if %VERSION% lss 17 (
  echo eckart: error: %JAVA% is Java %VERSION%; Eckart needs Java 17 or later 1>&2
  exit /b 1
)

rem From Java 24 on, loading native libraries and Guice's use of Unsafe must be allowed to be quiet.
set "QUIET="
if %VERSION% geq 24 set "QUIET=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

"%JAVA%" -Xshare:auto -Xmx1g %QUIET% -Djava.awt.headless=true -Deckart.engines="%HOME_DIR%\engines" ^
  -Dguice_custom_class_loading=CHILD %ECKART_JAVA_OPTS% ^
  -cp "%HOME_DIR%\lib\*;%HOME_DIR%\plugins\*;%HOME_DIR%\tokenizers\*" dev.eckart.app.Main %*
exit /b %ERRORLEVEL%
