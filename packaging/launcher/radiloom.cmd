@echo off
rem Starts Radiloom from an unpacked folder. Needs Java 25: RADILOOM_JAVA or JAVA_HOME names it.
setlocal
set "HERE=%~dp0"
set "JAVA=%RADILOOM_JAVA%"
if not defined JAVA if exist "%HERE%runtime\bin\java.exe" set "JAVA=%HERE%runtime\bin\java.exe"
if not defined JAVA if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA set "JAVA=java"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
if not defined RADILOOM_MODELS set "RADILOOM_MODELS=%HERE%models"
if not defined RADILOOM_OPTS set "RADILOOM_OPTS=-Xmx3g"
set "DJL_OFFLINE=true"
set "OPT_OUT_TRACKING=true"
"%JAVA%" -XX:+UseSerialGC -Xmn48m -XX:MetaspaceSize=64m %RADILOOM_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Dradiloom.models=%RADILOOM_MODELS%" -cp "%HERE%lib\*" org.radiloom.Radiloom %*
exit /b %ERRORLEVEL%
