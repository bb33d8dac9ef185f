using System.Globalization;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;
using Polly;
using Polly.Retry;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Tries a step again as its retry rule says, within its deadline.</summary>
internal static class StepRetry
{
    public static StepResult Run(IStepAction action, RetryRule rule, Countdown clock, TimeProvider time)
    {
        int tries = 0;
        Attempt last = Pipeline(rule, clock, time).Execute(() =>
        {
            tries++;
            return action.Try();
        });
        return End(last, rule, clock, tries);
    }

    private static ResiliencePipeline<Attempt> Pipeline(RetryRule rule, Countdown clock, TimeProvider time)
    {
        if (rule.Attempts <= 1)
        {
            return ResiliencePipeline<Attempt>.Empty;
        }

        return new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = rule.Attempts - 1,
                Delay = rule.Delay,
                BackoffType = DelayBackoffType.Constant,
                // A try that could start only at the deadline is none.
                ShouldHandle = args => new ValueTask<bool>(
                    args.Outcome.Result is { Again: true } && clock.Left > rule.Delay),
            })
            .Build();
    }

    private static StepResult End(Attempt last, RetryRule rule, Countdown clock, int tries)
    {
        string detail = OneLine.Of(last.Result.Detail);
        if (!last.Again)
        {
            return last.Result with { Detail = detail };
        }

        bool late = rule.Attempts > tries || clock.Left <= TimeSpan.Zero;
        string seconds = clock.Whole.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return late
            ? new StepResult(StepOutcome.TimedOut, $"not within {seconds} s ({tries} tries): {detail}")
            : new StepResult(StepOutcome.Failed, tries == 1 ? detail : $"after {tries} tries: {detail}");
    }
}
